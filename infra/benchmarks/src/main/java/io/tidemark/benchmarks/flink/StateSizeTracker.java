package io.tidemark.benchmarks.flink;

import io.tidemark.benchmarks.contestant.ContestantTask;
import io.tidemark.benchmarks.workload.BenchmarkProperties;
import io.tidemark.benchmarks.workload.BenchmarkWorkload;
import io.tidemark.benchmarks.workload.FeatureWindow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Polls the sizes of a job's checkpoints and of RocksDB's files, and keeps the largest; {@link
 * TidemarkStreamContestant} reports them.
 */
final class StateSizeTracker implements AutoCloseable {

  private static final long POLL_MILLIS = 500;
  private static final long MEGABYTE = 1_000_000;

  private final Path checkpoints;
  private final Path scratch;
  private final long held;
  private final Thread thread = new Thread(this::watch, "state watch");

  private volatile long checkpoint;
  private volatile long local;

  private StateSizeTracker(Path checkpoints, Path scratch, long held) {
    this.checkpoints = checkpoints;
    this.scratch = scratch;
    this.held = held;
  }

  static StateSizeTracker of(ContestantTask assignment) {
    StateSizeTracker watch =
        new StateSizeTracker(
            assignment.lake().resolve("checkpoints"),
            assignment.scratch(),
            heldEvents(assignment.workload()));
    watch.thread.setDaemon(true);
    watch.thread.start();
    return watch;
  }

  /** The largest checkpoint, also for each event that the longest window holds. */
  BenchmarkProperties facts() {
    BenchmarkProperties facts =
        BenchmarkProperties.of("checkpoint_mb", (double) checkpoint / MEGABYTE)
            .with("state_bytes_per_event", (double) checkpoint / held);
    return local == 0 ? facts : facts.with("rocksdb_mb", (double) local / MEGABYTE);
  }

  /** Events are remembered for a day at least, whatever the window. */
  private static long heldEvents(BenchmarkWorkload workload) {
    long window = workload.spans().stream().mapToLong(FeatureWindow::millis).max().orElseThrow();
    long remembered = Math.max(window, FeatureWindow.DAY.millis());
    return Math.min(workload.events().count(), remembered / workload.events().gapMillis());
  }

  private void watch() {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        checkpoint = Math.max(checkpoint, largestCheckpoint());
        local = Math.max(local, rocksDbSize());
        Thread.sleep(POLL_MILLIS);
      } catch (InterruptedException e) {
        return;
      } catch (UncheckedIOException | IOException e) {
        continue; // Flink has just deleted what was being looked at
      }
    }
  }

  /** A checkpoint is whole when it has metadata; incremental ones share a directory beside them. */
  private long largestCheckpoint() throws IOException {
    if (!Files.isDirectory(checkpoints)) {
      return 0;
    }
    try (Stream<Path> found = Files.walk(checkpoints)) {
      return found
          .filter(path -> path.endsWith("_metadata"))
          .mapToLong(path -> size(path.getParent()) + size(path.resolveSibling("../shared")))
          .max()
          .orElse(0);
    }
  }

  private long rocksDbSize() throws IOException {
    if (!Files.isDirectory(scratch)) {
      return 0;
    }
    try (Stream<Path> files = Files.walk(scratch)) {
      return files
          .filter(path -> path.toString().endsWith(".sst"))
          .mapToLong(path -> path.toFile().length())
          .sum();
    }
  }

  private static long size(Path directory) {
    if (!Files.isDirectory(directory)) {
      return 0;
    }
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
