package io.tidemark.cli.manual;

import java.util.Arrays;
import java.util.List;

/** Table in Markdown. */
final class MarkdownTable {

  private final StringBuilder lines = new StringBuilder();

  MarkdownTable(String... header) {
    row(header);
    lines.append("|").append("---|".repeat(header.length)).append('\n');
  }

  MarkdownTable row(String... cells) {
    List<String> escaped = Arrays.stream(cells).map(cell -> cell.replace("|", "\\|")).toList();
    lines.append("| ").append(String.join(" | ", escaped)).append(" |\n");
    return this;
  }

  /** Text in the font of code. */
  static String code(String text) {
    return "`" + text + "`";
  }

  @Override
  public String toString() {
    return lines.toString();
  }
}
