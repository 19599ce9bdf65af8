package io.tidemark.cli.manual;

import java.io.IOException;
import java.nio.file.Files;
import java.util.regex.Pattern;

/**
 * Part of a page that is made from the code: what stands between {@code <!-- generated: NAME -->}
 * and {@code <!-- end -->}.
 *
 * @param page its path below {@code docs}
 * @param content what it ought to be
 */
record GeneratedSection(String page, String name, String content) {

  /** Finds the names of a page's sections. */
  static final Pattern MARKER = Pattern.compile("<!-- generated: (\\S+) -->");

  private static final String END = "<!-- end -->";

  /** What stands on the page. */
  String written() throws IOException {
    String text = ManualPages.text(page);
    return text.substring(begin(text), end(text)).strip() + "\n";
  }

  /** Puts the content in the place of what stands on the page. */
  void write() throws IOException {
    String text = ManualPages.text(page);
    Files.writeString(
        ManualPages.file(page),
        text.substring(0, begin(text)) + "\n\n" + content + "\n" + text.substring(end(text)));
  }

  private int begin(String text) {
    String marker = "<!-- generated: " + name + " -->";
    if (!text.contains(marker)) {
      throw new IllegalStateException(page + " has no " + marker);
    }
    return text.indexOf(marker) + marker.length();
  }

  private int end(String text) {
    return text.indexOf(END, begin(text));
  }

  @Override
  public String toString() {
    return name + " of docs/" + page;
  }
}
