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
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.core.execution.RecoveryClaimMode;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Flink's configuration of Tidemark's jobs. Settings that exactness depends on are fixed, above all
 * those of checkpoints; of the rest, an environment file has the last word under {@code flink}.
 */
public final class JobSettings {

  /**
   * Default number of key groups of a job's state. It bounds the parallelism for as long as the
   * state lives. 720 has thirty divisors: such a parallelism gives each subtask equally many.
   */
  public static final int KEY_GROUPS = 720;

  /** Managed memory to sort with in this process; on a cluster, the cluster's setting counts. */
  private static final MemorySize IN_PROCESS_SORT_MEMORY = MemorySize.ofMebiBytes(512);

  private static final int LEAST_RETAINED = 2;

  private JobSettings() {}

  /**
   * Settings of the live job: exactly-once checkpoints, kept when the job stops or fails.
   *
   * @param checkpoints directory (URI) of this pipeline's checkpoints and savepoints
   */
  public static Configuration streaming(Environment environment, String checkpoints) {
    Configuration settings = new Configuration();
    settings.set(
        CheckpointingOptions.MIN_PAUSE_BETWEEN_CHECKPOINTS,
        environment.checkpointInterval().dividedBy(2));
    settings.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
    settings.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_INITIAL_BACKOFF,
        Duration.ofSeconds(1));
    settings.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF,
        Duration.ofMinutes(1));
    override(settings, environment);
    fix(settings, environment, RuntimeExecutionMode.STREAMING);
    fixCheckpoints(settings, environment, checkpoints);
    settings.set(PipelineOptions.MAX_PARALLELISM, keyGroups(environment));
    return settings;
  }

  /** Settings of the jobs over history; they fail at once rather than start over. */
  public static Configuration batch(Environment environment) {
    Configuration settings = new Configuration();
    settings.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    settings.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, IN_PROCESS_SORT_MEMORY);
    settings.set(ExecutionOptions.BATCH_SHUFFLE_MODE, BatchShuffleMode.ALL_EXCHANGES_PIPELINED);
    settings.set(JobManagerOptions.SCHEDULER, JobManagerOptions.SchedulerType.Default);
    override(settings, environment);
    fix(settings, environment, RuntimeExecutionMode.BATCH);
    settings.set(ExecutionOptions.SORT_INPUTS, true);
    settings.set(ExecutionOptions.USE_BATCH_STATE_BACKEND, true);
    settings.set(
        PipelineOptions.MAX_PARALLELISM,
        Math.max(keyGroups(environment), environment.parallelism()));
    return settings;
  }

  /** Flink's environment of a job over history, of that name. */
  public static StreamExecutionEnvironment batchEnvironment(Environment environment, String name) {
    Configuration settings = batch(environment);
    settings.set(PipelineOptions.NAME, name);
    return StreamExecutionEnvironment.getExecutionEnvironment(settings);
  }

  /** Number of key groups of a job that begins without state. */
  public static int keyGroups(Environment environment) {
    return Configuration.fromMap(environment.flink())
        .getOptional(PipelineOptions.MAX_PARALLELISM)
        .orElse(KEY_GROUPS);
  }

  private static void override(Configuration settings, Environment environment) {
    settings.set(CoreOptions.CHECK_LEAKED_CLASSLOADER, false);
    settings.addAll(Configuration.fromMap(environment.flink()));
  }

  /** Sets also what is Flink's default: an option that is not set would be the cluster's. */
  private static void fix(
      Configuration settings, Environment environment, RuntimeExecutionMode mode) {
    settings.set(ExecutionOptions.RUNTIME_MODE, mode);
    settings.set(CoreOptions.DEFAULT_PARALLELISM, environment.parallelism());
    settings.set(PipelineOptions.GENERIC_TYPES, false);
    settings.set(PipelineOptions.FORCE_AVRO, false);
    settings.set(PipelineOptions.FORCE_KRYO, false);
    settings.set(PipelineOptions.FORCE_KRYO_AVRO, false);
    settings.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
    settings.set(PipelineOptions.OBJECT_REUSE, true);
    settings.set(PipelineOptions.ALLOW_UNALIGNED_SOURCE_SPLITS, false);
  }

  /**
   * With unaligned checkpoints, rows that a table counts as written may still be on their way; with
   * several at a time, a table may get a later one first. A restored checkpoint stays its job's:
   * what is left of old jobs is removed, whoever refers to it.
   */
  private static void fixCheckpoints(
      Configuration settings, Environment environment, String checkpoints) {
    settings.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, environment.checkpointInterval());
    settings.set(
        CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE, CheckpointingMode.EXACTLY_ONCE);
    settings.set(CheckpointingOptions.ENABLE_UNALIGNED, false);
    settings.set(CheckpointingOptions.FORCE_UNALIGNED, false);
    settings.set(CheckpointingOptions.ALIGNED_CHECKPOINT_TIMEOUT, Duration.ZERO);
    settings.set(CheckpointingOptions.MAX_CONCURRENT_CHECKPOINTS, 1);
    settings.set(CheckpointingOptions.ENABLE_CHECKPOINTS_AFTER_TASKS_FINISH, true);
    settings.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
    settings.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints);
    settings.set(CheckpointingOptions.SAVEPOINT_DIRECTORY, checkpoints);
    settings.set(CheckpointingOptions.CREATE_CHECKPOINT_SUB_DIR, true);
    settings.set(
        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
        ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    settings.set(CheckpointingOptions.MAX_RETAINED_CHECKPOINTS, retained(settings));
    settings.set(StateRecoveryOptions.RESTORE_MODE, RecoveryClaimMode.NO_CLAIM);
    settings.set(StateRecoveryOptions.APPROXIMATE_LOCAL_RECOVERY, false);
    settings.set(StateRecoveryOptions.CHECKPOINT_ID_OF_IGNORED_IN_FLIGHT_DATA, -1L);
  }

  /** A job that takes over goes on from the newest, while the old one may complete one more. */
  private static int retained(Configuration settings) {
    return Math.max(
        LEAST_RETAINED,
        settings.getOptional(CheckpointingOptions.MAX_RETAINED_CHECKPOINTS).orElse(LEAST_RETAINED));
  }
}
