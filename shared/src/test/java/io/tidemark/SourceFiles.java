package io.tidemark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Source files of all modules, for the tests that hold the style of CONTRIBUTING. */
final class SourceFiles {

  private SourceFiles() {}

  /** Files of what is built, without those of tests. */
  static List<Path> find() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of(".."))) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> file.toString().contains("/src/main/java/"))
          .toList();
    }
  }
}
