package io.tidemark.cli.report;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Prints rows in aligned columns: numbers to the right, the rest to the left. */
public final class TextTablePrinter {

  private static final int MAX_WIDTH = 100;

  private final List<String> header;
  private final List<List<String>> rows = new ArrayList<>();

  public TextTablePrinter(List<String> header) {
    this.header = header;
  }

  public TextTablePrinter(String... header) {
    this(List.of(header));
  }

  /** Adds a row; a null cell is shown as NULL. */
  public TextTablePrinter add(List<String> cells) {
    rows.add(cells.stream().map(TextTablePrinter::cell).toList());
    return this;
  }

  public TextTablePrinter add(Object... cells) {
    List<String> texts = new ArrayList<>();
    for (Object cell : cells) {
      texts.add(cell == null ? null : cell.toString());
    }
    return add(texts);
  }

  public void print(PrintWriter out) {
    int[] widths = widths();
    out.println(line(header, widths, false));
    out.println(rule(widths));
    rows.forEach(row -> out.println(line(row, widths, true)));
  }

  private int[] widths() {
    int[] widths = header.stream().mapToInt(String::length).toArray();
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    return widths;
  }

  private static String line(List<String> cells, int[] widths, boolean alignNumbers) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String cell = cells.get(i);
      String padding = " ".repeat(widths[i] - cell.length());
      boolean right = alignNumbers && cell.matches("-?[0-9][0-9,]*(\\.[0-9]+)?%?");
      line.append("  ").append(right ? padding + cell : cell + padding);
    }
    return line.toString().stripTrailing();
  }

  private static String rule(int[] widths) {
    StringBuilder rule = new StringBuilder();
    for (int width : widths) {
      rule.append("  ").append("-".repeat(width));
    }
    return rule.toString();
  }

  private static String cell(String text) {
    String flat = text == null ? "NULL" : text.replace('\n', ' ');
    return flat.length() <= MAX_WIDTH ? flat : flat.substring(0, MAX_WIDTH - 1) + "…";
  }
}
