package io.tidemark.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.definition.Environment;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.core.execution.RecoveryClaimMode;
import org.apache.flink.streaming.api.environment.CheckpointConfig;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;

/**
 * Tests that the settings which the tables depend on stand, whatever a cluster's configuration and
 * an environment file say.
 */
class JobSettingsTest {

  /** Both the keys of today and those of old. */
  private static final Map<String, String> HOSTILE =
      Map.ofEntries(
          Map.entry("execution.runtime-mode", "AUTOMATIC"),
          Map.entry("execution.checkpointing.unaligned", "true"),
          Map.entry("execution.checkpointing.unaligned.enabled", "true"),
          Map.entry("execution.checkpointing.unaligned.forced", "true"),
          Map.entry("execution.checkpointing.aligned-checkpoint-timeout", "1 s"),
          Map.entry("execution.checkpointing.max-concurrent-checkpoints", "3"),
          Map.entry("execution.checkpointing.mode", "AT_LEAST_ONCE"),
          Map.entry("execution.checkpointing.interval", "1 h"),
          Map.entry("execution.checkpointing.create-subdir", "false"),
          Map.entry("execution.checkpointing.checkpoints-after-tasks-finish", "false"),
          Map.entry("execution.checkpointing.num-retained", "1"),
          Map.entry("state.checkpoints.num-retained", "1"),
          Map.entry("execution.checkpointing.storage", "jobmanager"),
          Map.entry(
              "execution.checkpointing.externalized-checkpoint-retention",
              "DELETE_ON_CANCELLATION"),
          Map.entry("execution.state-recovery.claim-mode", "CLAIM"),
          Map.entry("execution.savepoint-restore-mode", "CLAIM"),
          Map.entry("execution.sorted-inputs.enabled", "false"),
          Map.entry("execution.batch-state-backend.enabled", "false"),
          Map.entry("pipeline.generic-types", "true"),
          Map.entry("pipeline.force-kryo", "true"),
          Map.entry("pipeline.auto-generate-uids", "true"),
          Map.entry("pipeline.object-reuse", "false"),
          Map.entry("pipeline.watermark-alignment.allow-unaligned-source-splits", "true"));

  private static Environment environment(Map<String, String> flink) {
    return environment(2, flink);
  }

  private static Environment environment(int parallelism, Map<String, String> flink) {
    return new Environment(
        Map.of(),
        "lake",
        Map.of(),
        Optional.empty(),
        "file:///checkpoints",
        Duration.ofSeconds(10),
        parallelism,
        Environment.Delivery.AT_LEAST_ONCE,
        Optional.empty(),
        flink);
  }

  /** As Flink has them: what a job sets goes over what its cluster has. */
  private static Configuration onCluster(Configuration settings) {
    Configuration cluster = Configuration.fromMap(HOSTILE);
    cluster.addAll(settings);
    return cluster;
  }

  private static void requireStreaming(Configuration settings) {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(settings);
    CheckpointConfig checkpoints = env.getCheckpointConfig();
    assertThat(checkpoints.isUnalignedCheckpointsEnabled()).isFalse();
    assertThat(checkpoints.isForceUnalignedCheckpoints()).isFalse();
    assertThat(checkpoints.getAlignedCheckpointTimeout()).isZero();
    assertThat(checkpoints.getMaxConcurrentCheckpoints()).isEqualTo(1);
    assertThat(checkpoints.getCheckpointingConsistencyMode())
        .isEqualTo(CheckpointingMode.EXACTLY_ONCE);
    assertThat(checkpoints.getCheckpointInterval()).isEqualTo(10_000);
    assertThat(checkpoints.getExternalizedCheckpointRetention())
        .isEqualTo(ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    assertThat(settings.get(ExecutionOptions.RUNTIME_MODE))
        .isEqualTo(RuntimeExecutionMode.STREAMING);
    assertThat(settings.get(CheckpointingOptions.CREATE_CHECKPOINT_SUB_DIR)).isTrue();
    assertThat(settings.get(CheckpointingOptions.ENABLE_CHECKPOINTS_AFTER_TASKS_FINISH)).isTrue();
    assertThat(settings.get(CheckpointingOptions.CHECKPOINT_STORAGE)).isEqualTo("filesystem");
    assertThat(settings.get(CheckpointingOptions.MAX_RETAINED_CHECKPOINTS)).isEqualTo(2);
    assertThat(settings.get(StateRecoveryOptions.RESTORE_MODE))
        .isEqualTo(RecoveryClaimMode.NO_CLAIM);
    requireCommon(settings);
  }

  private static void requireBatch(Configuration settings) {
    assertThat(settings.get(ExecutionOptions.RUNTIME_MODE)).isEqualTo(RuntimeExecutionMode.BATCH);
    assertThat(settings.get(ExecutionOptions.SORT_INPUTS)).isTrue();
    assertThat(settings.get(ExecutionOptions.USE_BATCH_STATE_BACKEND)).isTrue();
    requireCommon(settings);
  }

  private static void requireCommon(Configuration settings) {
    assertThat(settings.get(PipelineOptions.GENERIC_TYPES)).isFalse();
    assertThat(settings.get(PipelineOptions.FORCE_KRYO)).isFalse();
    assertThat(settings.get(PipelineOptions.AUTO_GENERATE_UIDS)).isFalse();
    assertThat(settings.get(PipelineOptions.OBJECT_REUSE)).isTrue();
    assertThat(settings.get(PipelineOptions.ALLOW_UNALIGNED_SOURCE_SPLITS)).isFalse();
  }

  @Test
  void aClustersOwnConfigurationDoesNotReachWhatTheTablesHangOn() {
    requireStreaming(onCluster(JobSettings.streaming(environment(Map.of()), "file:///c")));
    requireBatch(onCluster(JobSettings.batch(environment(Map.of()))));
  }

  @Test
  void norDoesAnEnvironment() {
    requireStreaming(JobSettings.streaming(environment(HOSTILE), "file:///c"));
    requireBatch(JobSettings.batch(environment(HOSTILE)));
  }

  @Test
  void keyGroupsAreOfAFixedNumberWhateverAClusterHas() {
    Map<String, String> cluster = Map.of("pipeline.max-parallelism", "64");
    Configuration settings = Configuration.fromMap(cluster);
    settings.addAll(JobSettings.streaming(environment(Map.of()), "file:///c"));
    assertThat(settings.get(PipelineOptions.MAX_PARALLELISM)).isEqualTo(JobSettings.KEY_GROUPS);
  }

  @Test
  void anEnvironmentMayChooseMoreOfThem() {
    Environment large = environment(Map.of("pipeline.max-parallelism", "1440"));
    assertThat(JobSettings.streaming(large, "file:///c").get(PipelineOptions.MAX_PARALLELISM))
        .isEqualTo(1440);
    assertThat(JobSettings.keyGroups(large)).isEqualTo(1440);
  }

  /** It keeps no state, and may be of a job whose state has more of them. */
  @Test
  void aBatchJobHasAsManyTasksAsItIsAskedFor() {
    Configuration cluster = Configuration.fromMap(Map.of("pipeline.max-parallelism", "64"));
    cluster.addAll(JobSettings.batch(environment(1000, Map.of())));
    assertThat(cluster.get(PipelineOptions.MAX_PARALLELISM)).isEqualTo(1000);
    assertThat(JobSettings.batch(environment(Map.of())).get(PipelineOptions.MAX_PARALLELISM))
        .isEqualTo(JobSettings.KEY_GROUPS);
  }

  @Test
  void theRestIsTheEnvironments() {
    Map<String, String> mine =
        Map.of(
            "execution.checkpointing.num-retained", "7",
            "execution.checkpointing.min-pause", "1 s",
            "restart-strategy.type", "none");
    Configuration settings = JobSettings.streaming(environment(mine), "file:///c");
    assertThat(settings.get(CheckpointingOptions.MAX_RETAINED_CHECKPOINTS)).isEqualTo(7);
    assertThat(settings.get(CheckpointingOptions.MIN_PAUSE_BETWEEN_CHECKPOINTS))
        .isEqualTo(Duration.ofSeconds(1));
    assertThat(settings.toMap()).containsEntry("restart-strategy.type", "none");
  }
}
