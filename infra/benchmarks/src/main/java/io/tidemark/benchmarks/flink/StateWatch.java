package io.tidemark.benchmarks.flink;

import io.tidemark.benchmarks.Assignment;
import io.tidemark.benchmarks.Facts;
import io.tidemark.benchmarks.workload.Span;
import io.tidemark.benchmarks.workload.Workload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Looks at a job's checkpoint directory now and then, for the size of the largest whole one. */
final class StateWatch implements AutoCloseable {

  private static final long POLL_MILLIS = 200;

  private final Path checkpoints;
  private final long held;
  private final Thread thread = new Thread(this::watch, "state watch");

  private volatile long largest;

  private StateWatch(Path checkpoints, long held) {
    this.checkpoints = checkpoints;
    this.held = held;
  }

  static StateWatch of(Assignment assignment) {
    StateWatch watch =
        new StateWatch(assignment.lake().resolve("checkpoints"), heldEvents(assignment.workload()));
    watch.thread.setDaemon(true);
    watch.thread.start();
    return watch;
  }

  /** The largest checkpoint, also for each event that the longest window holds. */
  Facts facts() {
    return Facts.of("checkpoint_bytes", largest)
        .with("bytes_per_event_in_state", (double) largest / held);
  }

  private static long heldEvents(Workload workload) {
    long window = workload.spans().stream().mapToLong(Span::millis).max().orElseThrow();
    return Math.min(workload.events().count(), Math.max(1, window / workload.events().gapMillis()));
  }

  private void watch() {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        largest = Math.max(largest, newest());
        Thread.sleep(POLL_MILLIS);
      } catch (InterruptedException e) {
        return;
      } catch (UncheckedIOException | IOException e) {
        continue; // Flink has just deleted what was being looked at
      }
    }
  }

  private long newest() throws IOException {
    if (!Files.isDirectory(checkpoints)) {
      return 0;
    }
    try (Stream<Path> found = Files.walk(checkpoints)) {
      return found
          .filter(path -> path.endsWith("_metadata"))
          .mapToLong(path -> size(path.getParent()))
          .max()
          .orElse(0);
    }
  }

  private static long size(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.mapToLong(file -> file.toFile().length()).sum();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
