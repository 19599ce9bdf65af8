package io.tidemark.backfill.imports;

import io.tidemark.pipeline.FileEventSource;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.core.execution.JobClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tracks records and bytes read over all the {@link StagingJob}s of a run, from their accumulators.
 */
final class ReadProgressTracker {

  private static final int SECONDS = 2;
  private static final Logger LOG = LoggerFactory.getLogger(ReadProgressTracker.class);

  private final ImportProgressListener progress;
  private long rows;
  private long bytes;

  ReadProgressTracker(ImportProgressListener progress) {
    this.progress = progress;
  }

  /** Tells of a job as long as it runs. */
  AutoCloseable watch(JobClient job) {
    ScheduledExecutorService clock =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "import progress");
              thread.setDaemon(true);
              return thread;
            });
    clock.scheduleWithFixedDelay(() -> look(job), SECONDS, SECONDS, TimeUnit.SECONDS);
    return clock::shutdownNow;
  }

  private void look(JobClient job) {
    try {
      Map<String, Object> now = job.getAccumulators().get();
      progress.read(
          rows + (Long) now.getOrDefault(FileEventSource.ROWS_READ, 0L),
          bytes + (Long) now.getOrDefault(FileEventSource.BYTES_READ, 0L));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      LOG.debug("The job does not say how far it is", e); // it has ended
    }
  }

  /** A job is done. */
  void add(JobExecutionResult end) {
    rows += end.<Long>getAccumulatorResult(FileEventSource.ROWS_READ);
    bytes += end.<Long>getAccumulatorResult(FileEventSource.BYTES_READ);
  }
}
