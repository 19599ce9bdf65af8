package io.tidemark.cli.manual;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Pages of the manual and the README, for the tests that hold them to what the code says. */
final class ManualPages {

  private static final Path ROOT = Path.of("..", "..");
  private static final Path MANUAL = ROOT.resolve("docs");

  private ManualPages() {}

  /** File of a page: {@code reference/metrics.md}. */
  static Path file(String page) {
    return MANUAL.resolve(page);
  }

  static String text(String page) throws IOException {
    return Files.readString(file(page));
  }

  /** Names of all pages of the manual. */
  static List<String> names() throws IOException {
    try (Stream<Path> files = Files.walk(MANUAL)) {
      return files
          .filter(file -> file.toString().endsWith(".md"))
          .map(file -> MANUAL.relativize(file).toString().replace('\\', '/'))
          .sorted()
          .toList();
    }
  }

  /** The first group of all matches, in every page and in the README. */
  static List<String> find(Pattern shown) throws IOException {
    StringBuilder all = new StringBuilder(Files.readString(ROOT.resolve("README.md")));
    for (String page : names()) {
      all.append('\n').append(text(page));
    }
    return shown.matcher(all).results().map((MatchResult found) -> found.group(1)).toList();
  }
}
