package io.tidemark.testing.faults.injection;

import io.tidemark.testing.faults.process.ConditionAwait;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Completed checkpoints of the newest run, as they appear in its directory; {@link JobFaults}
 * strikes by them.
 */
final class CompletedCheckpoints {

  private static final String PREFIX = "chk-";
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Path run;

  /**
   * @param directory of the pipeline
   */
  CompletedCheckpoints(Path directory) throws IOException {
    try (Stream<Path> children = Files.list(directory)) {
      List<Path> runs =
          children.filter(c -> !c.getFileName().toString().startsWith("savepoint-")).toList();
      run =
          runs.stream()
              .max(Comparator.comparingLong(r -> r.toFile().lastModified()))
              .orElseThrow(() -> new IllegalStateException("no checkpoints in " + directory));
    }
  }

  /** Returns as soon as another one is complete; its number. */
  long awaitNext() throws Exception {
    long newest = newest();
    ConditionAwait.until("a checkpoint is complete", PATIENCE, 1, () -> newest() > newest);
    return newest();
  }

  /** Number of the newest complete one; 0 without any. */
  long newest() throws IOException {
    long newest = 0;
    try (DirectoryStream<Path> all = Files.newDirectoryStream(run, PREFIX + "*")) {
      for (Path checkpoint : all) {
        if (Files.exists(checkpoint.resolve("_metadata"))) {
          String number = checkpoint.getFileName().toString().substring(PREFIX.length());
          newest = Math.max(newest, Long.parseLong(number));
        }
      }
    }
    return newest;
  }
}
