package io.tidemark.definition.parser;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.FallbackKey;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.table.api.config.TableConfigOptions;

/**
 * Flink options that an environment file may not set: other keys of it or the jobs themselves do,
 * since exactly-once tables hang on them. Checked by {@link EnvironmentParser}.
 */
final class ReservedOptions {

  static final List<ConfigOption<?>> OPTIONS =
      List.of(
          ExecutionOptions.RUNTIME_MODE,
          ExecutionOptions.SORT_INPUTS,
          ExecutionOptions.USE_BATCH_STATE_BACKEND,
          CoreOptions.DEFAULT_PARALLELISM,
          TableConfigOptions.LOCAL_TIME_ZONE,
          CheckpointingOptions.CHECKPOINTING_INTERVAL,
          CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE,
          CheckpointingOptions.CHECKPOINT_STORAGE,
          CheckpointingOptions.CHECKPOINTS_DIRECTORY,
          CheckpointingOptions.SAVEPOINT_DIRECTORY,
          CheckpointingOptions.CREATE_CHECKPOINT_SUB_DIR,
          CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
          CheckpointingOptions.ENABLE_CHECKPOINTS_AFTER_TASKS_FINISH,
          CheckpointingOptions.MAX_CONCURRENT_CHECKPOINTS,
          CheckpointingOptions.ENABLE_UNALIGNED,
          CheckpointingOptions.FORCE_UNALIGNED,
          CheckpointingOptions.ALIGNED_CHECKPOINT_TIMEOUT,
          CheckpointingOptions.ENABLE_UNALIGNED_INTERRUPTIBLE_TIMERS,
          CheckpointingOptions.UNALIGNED_MAX_SUBTASKS_PER_CHANNEL_STATE_FILE,
          StateRecoveryOptions.SAVEPOINT_PATH,
          StateRecoveryOptions.RESTORE_MODE,
          StateRecoveryOptions.APPROXIMATE_LOCAL_RECOVERY,
          StateRecoveryOptions.CHECKPOINT_ID_OF_IGNORED_IN_FLIGHT_DATA,
          PipelineOptions.AUTO_GENERATE_UIDS,
          PipelineOptions.GENERIC_TYPES,
          PipelineOptions.OBJECT_REUSE,
          PipelineOptions.FORCE_AVRO,
          PipelineOptions.FORCE_KRYO,
          PipelineOptions.FORCE_KRYO_AVRO,
          PipelineOptions.ALLOW_UNALIGNED_SOURCE_SPLITS);

  private static final Set<String> KEYS =
      OPTIONS.stream().flatMap(ReservedOptions::keys).collect(Collectors.toUnmodifiableSet());

  private ReservedOptions() {}

  /** Whether the key sets a reserved option, also by one of its deprecated or fallback keys. */
  static boolean have(String key) {
    return KEYS.contains(key);
  }

  /** All keys by which an option can be set. */
  static Stream<String> keys(ConfigOption<?> option) {
    return Stream.concat(
        Stream.of(option.key()),
        StreamSupport.stream(option.fallbackKeys().spliterator(), false).map(FallbackKey::getKey));
  }
}
