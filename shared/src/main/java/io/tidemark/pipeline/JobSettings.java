package io.tidemark.pipeline;

import io.tidemark.definition.Environment;
import java.time.Duration;
import org.apache.flink.api.common.BatchShuffleMode;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.CheckpointingMode;

/**
 * Flink's configuration of Tidemark's jobs; what an environment file says under {@code flink} has
 * the last word.
 */
public final class JobSettings {

  /** For sorting; where Flink runs on a cluster, the cluster says. */
  private static final MemorySize IN_PROCESS_SORT_MEMORY = MemorySize.ofMebiBytes(512);

  private JobSettings() {}

  /**
   * Settings of the live job: exactly-once checkpoints, kept when the job stops or fails.
   *
   * @param checkpoints directory (URI) of this pipeline's checkpoints and savepoints
   */
  public static Configuration streaming(Environment environment, String checkpoints) {
    Configuration settings = common(environment, RuntimeExecutionMode.STREAMING);
    settings.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, environment.checkpointInterval());
    settings.set(
        CheckpointingOptions.MIN_PAUSE_BETWEEN_CHECKPOINTS,
        environment.checkpointInterval().dividedBy(2));
    settings.set(
        CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE, CheckpointingMode.EXACTLY_ONCE);
    settings.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints);
    settings.set(CheckpointingOptions.SAVEPOINT_DIRECTORY, checkpoints);
    settings.set(
        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
        ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    // A job that takes over goes on from the newest, while the old one may complete one more.
    settings.set(CheckpointingOptions.MAX_RETAINED_CHECKPOINTS, 2);
    settings.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
    settings.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_INITIAL_BACKOFF,
        Duration.ofSeconds(1));
    settings.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF,
        Duration.ofMinutes(1));
    return withOverrides(settings, environment);
  }

  /** Settings of the jobs over history; they fail at once rather than start over. */
  public static Configuration batch(Environment environment) {
    Configuration settings = common(environment, RuntimeExecutionMode.BATCH);
    settings.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    settings.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, IN_PROCESS_SORT_MEMORY);
    settings.set(ExecutionOptions.BATCH_SHUFFLE_MODE, BatchShuffleMode.ALL_EXCHANGES_PIPELINED);
    settings.set(JobManagerOptions.SCHEDULER, JobManagerOptions.SchedulerType.Default);
    return withOverrides(settings, environment);
  }

  private static Configuration common(Environment environment, RuntimeExecutionMode mode) {
    Configuration settings = new Configuration();
    settings.set(ExecutionOptions.RUNTIME_MODE, mode);
    settings.set(CoreOptions.DEFAULT_PARALLELISM, environment.parallelism());
    settings.set(PipelineOptions.GENERIC_TYPES, false);
    settings.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
    settings.set(PipelineOptions.OBJECT_REUSE, true);
    settings.set(CoreOptions.CHECK_LEAKED_CLASSLOADER, false);
    return settings;
  }

  private static Configuration withOverrides(Configuration settings, Environment environment) {
    settings.addAll(Configuration.fromMap(environment.flink()));
    return settings;
  }
}
