package io.tidemark.benchmarks;

import java.util.List;
import java.util.StringJoiner;

/** Formats a Markdown table whose columns are aligned as text, too; for {@link BenchmarkReport}. */
final class MarkdownTableFormatter {

  private MarkdownTableFormatter() {}

  /**
   * @param rows the head, then the body; all but the first and the last column are numbers
   */
  static String markdown(List<List<String>> rows) {
    int[] widths = new int[rows.get(0).size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < rows.size(); i++) {
      text.append(line(rows.get(i), widths));
      if (i == 0) {
        text.append(rule(widths));
      }
    }
    return text.toString();
  }

  private static String line(List<String> cells, int[] widths) {
    StringJoiner line = new StringJoiner(" | ", "| ", " |\n");
    for (int i = 0; i < widths.length; i++) {
      String padding = " ".repeat(widths[i] - cells.get(i).length());
      line.add(isText(i, widths) ? cells.get(i) + padding : padding + cells.get(i));
    }
    return line.toString();
  }

  private static String rule(int[] widths) {
    StringJoiner rule = new StringJoiner(" | ", "| ", " |\n");
    for (int i = 0; i < widths.length; i++) {
      rule.add(isText(i, widths) ? "-".repeat(widths[i]) : "-".repeat(widths[i] - 1) + ":");
    }
    return rule.toString();
  }

  private static boolean isText(int column, int[] widths) {
    return column == 0 || column == widths.length - 1;
  }
}
