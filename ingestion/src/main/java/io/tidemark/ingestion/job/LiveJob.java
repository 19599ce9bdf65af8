package io.tidemark.ingestion.job;

import io.tidemark.definition.StreamDefinition;
import io.tidemark.definition.UserException;
import io.tidemark.ingestion.kafka.KafkaCluster;
import io.tidemark.ingestion.source.ConsumerGroups;
import io.tidemark.pipeline.Workspace;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.core.fs.Path;
import org.apache.flink.runtime.checkpoint.CheckpointFailureReason;
import org.apache.flink.runtime.scheduler.stopwithsavepoint.StopWithSavepointStoppingException;
import org.apache.flink.util.ExceptionUtils;
import org.apache.kafka.common.TopicPartition;

/**
 * Handle of a running live job, returned by {@link IngestionJob}: waits until it has caught up
 * ({@link BacklogTracker}), and stops it with a savepoint.
 */
public final class LiveJob {

  private static final long POLL_MILLIS = 500;
  private static final int STOP_TRIES = 60;

  /** The name of Flink's exception: from a cluster it comes as text. */
  private static final String HALF_ENDED = "PartialFinishingNotSupportedByStateException";

  private static final long END_MILLIS = 30_000;
  private static final SavepointFormatType FORMAT = SavepointFormatType.CANONICAL;

  private final Workspace workspace;
  private final JobClient client;
  private final Optional<String> restoredFrom;
  private final boolean inThisProcess;

  LiveJob(
      Workspace workspace, JobClient client, Optional<String> restoredFrom, boolean inThisProcess) {
    this.workspace = workspace;
    this.client = client;
    this.restoredFrom = restoredFrom;
    this.inThisProcess = inThisProcess;
  }

  /** Flink's id of this run. */
  public JobID id() {
    return client.getJobID();
  }

  /** The checkpoint or savepoint that it went on from. */
  public Optional<String> restoredFrom() {
    return restoredFrom;
  }

  /** Whether the job ends with this process; else it runs in a cluster. */
  public boolean inThisProcess() {
    return inThisProcess;
  }

  /** Status of the job; FINISHED for a job that is gone. */
  public JobStatus status() throws ExecutionException, InterruptedException {
    try {
      return client.getJobStatus().get();
    } catch (IllegalStateException e) {
      return JobStatus.FINISHED;
    }
  }

  /**
   * Waits until every message that was in the topics at the call is in a committed checkpoint.
   *
   * @param progress told now and then how far the job is
   * @throws JobFailedException if the job ends before
   * @throws UserException if it commits nothing for an hour
   */
  public void awaitCaughtUp(Consumer<BacklogTracker> progress) throws Exception {
    try (KafkaCluster kafka = KafkaCluster.connect(workspace.environment())) {
      BacklogTracker backlog =
          new BacklogTracker(byStream(kafka::endOffsets), byStream(kafka::beginningOffsets));
      while (!backlog.update(committed(kafka), workspace.environment())) {
        refuseIfEnded();
        backlog.refuseStandstill(System.nanoTime());
        progress.accept(backlog);
        Thread.sleep(POLL_MILLIS);
      }
      progress.accept(backlog);
    }
  }

  private Map<StreamPartition, Long> byStream(
      Function<List<String>, Map<TopicPartition, Long>> ofTopics) {
    Map<StreamPartition, Long> offsets = new HashMap<>();
    for (StreamDefinition stream : workspace.pipeline().streams()) {
      ofTopics
          .apply(List.of(stream.topic()))
          .forEach((at, offset) -> offsets.put(new StreamPartition(stream.name(), at), offset));
    }
    return offsets;
  }

  private Map<StreamPartition, Long> committed(KafkaCluster kafka) {
    ConsumerGroups groups = ConsumerGroups.of(workspace);
    Map<String, Map<TopicPartition, Long>> byGroup = new HashMap<>();
    Map<StreamPartition, Long> offsets = new HashMap<>();
    for (StreamDefinition stream : workspace.pipeline().streams()) {
      byGroup
          .computeIfAbsent(groups.of(stream), kafka::committed)
          .forEach((at, offset) -> offsets.put(new StreamPartition(stream.name(), at), offset));
    }
    return offsets;
  }

  /**
   * Stops with a savepoint, so that the next run goes on exactly here.
   *
   * @param complete whether the input is complete: all rows that wait for the watermark are
   *     written, and what comes later with an older time is late
   * @return the savepoint's path
   * @throws JobFailedException if the job fails meanwhile, maybe for a row that it had kept waiting
   */
  public String stop(boolean complete) throws Exception {
    String directory = workspace.checkpointDirectory();
    if (complete) {
      passCheckpoint(directory);
    }
    String savepoint = savepoint(() -> client.stopWithSavepoint(complete, directory, FORMAT));
    client.getJobExecutionResult().get();
    return savepoint;
  }

  private String savepoint(Supplier<CompletableFuture<String>> savepoint) throws Exception {
    try {
      return whenStarted(savepoint);
    } catch (ExecutionException e) {
      if (ExceptionUtils.findThrowable(e, StopWithSavepointStoppingException.class).isEmpty()) {
        // Flink says that there is no savepoint, but not that the job has failed meanwhile, and why
        awaitEnd(END_MILLIS);
        throw JobFailedException.startingOver(e);
      }
      throw e;
    }
  }

  /**
   * Iceberg's sink numbers what it commits at the end of its input from the last checkpoint that it
   * has seen since it was (re)started. Before the first, that is 1: the commit would be taken for
   * one of long ago, and dropped.
   */
  private void passCheckpoint(String directory) throws Exception {
    Path passed = new Path(savepoint(() -> client.triggerSavepoint(directory, FORMAT)));
    passed.getFileSystem().delete(passed, true);
  }

  private static String whenStarted(Supplier<CompletableFuture<String>> savepoint)
      throws Exception {
    for (int tries = 1; ; tries++) {
      try {
        return savepoint.get().get();
      } catch (ExecutionException e) {
        if (!(isStarting(e) || isHalfEnded(e)) || tries == STOP_TRIES) {
          throw e;
        }
        Thread.sleep(POLL_MILLIS);
      }
    }
  }

  /** Flink takes no savepoint of a job whose tasks do not all run yet. */
  private static boolean isStarting(Throwable failure) {
    String reason = CheckpointFailureReason.NOT_ALL_REQUIRED_TASKS_RUNNING.message();
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t.getMessage() != null && t.getMessage().contains(reason)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Of a source's tasks that are stopped, some may have ended before they take the savepoint, and
   * some after: Flink then refuses it, for state that is shared out among all of them would be in
   * it in part, and starts the job over.
   */
  private static boolean isHalfEnded(Throwable failure) {
    return ExceptionUtils.findThrowable(failure, t -> t.toString().contains(HALF_ENDED))
        .isPresent();
  }

  /** Waits for the job's end; false if it still runs after that time. */
  public boolean awaitEnd(long millis) throws Exception {
    try {
      client.getJobExecutionResult().get(millis, TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new JobFailedException(e.getCause());
    }
  }

  /** Cancels without a savepoint; the last checkpoint is kept. */
  public void cancel() throws Exception {
    client.cancel().get();
  }

  private void refuseIfEnded() throws Exception {
    if (status().isGloballyTerminalState()) {
      client.getJobExecutionResult().get();
      throw new JobFailedException(null);
    }
  }
}
