package io.tidemark.ingestion;

import io.tidemark.definition.Environment;
import io.tidemark.definition.Pipeline;
import io.tidemark.definition.UserException;
import io.tidemark.lake.Lake;
import io.tidemark.pipeline.JobSettings;
import io.tidemark.pipeline.PipelineGraph;
import java.time.Duration;
import java.util.Optional;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.streaming.api.environment.LocalStreamEnvironment;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The continuous job of one pipeline: prepares what it needs, builds the graph, starts it. */
public final class IngestionJob {

  /**
   * How far the streams and partitions of a pipeline may run ahead of the slowest, in event time.
   */
  public static final ConfigOption<Duration> MAX_DRIFT =
      ConfigOptions.key("tidemark.watermark-alignment.max-drift")
          .durationType()
          .defaultValue(Duration.ofDays(1))
          .withDescription(
              "Bounds the state that a backlog builds up; lower is slower to catch up.");

  private final Pipeline pipeline;
  private final Environment environment;

  public IngestionJob(Pipeline pipeline, Environment environment) {
    this.pipeline = pipeline;
    this.environment = environment;
  }

  /**
   * The consumer group that shows the job's progress in Kafka; the pipeline's namespace is in it.
   */
  public static String group(Pipeline pipeline, Environment environment) {
    return "tidemark-" + environment.namespaceOf(pipeline);
  }

  /** Directory of the pipeline's checkpoints and savepoints. */
  public static String checkpoints(Pipeline pipeline, Environment environment) {
    String root = environment.checkpoints();
    return root + (root.endsWith("/") ? "" : "/") + environment.namespaceOf(pipeline);
  }

  /**
   * Starts the job; it goes on from the newest checkpoint of an earlier run if there is one.
   *
   * @param savepoint where to go on from instead; empty for the newest
   * @throws UserException if something that it needs is missing or unfit; nothing is written then
   */
  public LiveJob start(Optional<String> savepoint) throws Exception {
    String checkpoints = checkpoints(pipeline, environment);
    Optional<String> restore =
        savepoint.map(RestorePoints::require).or(() -> new RestorePoints(checkpoints).newest());
    try (Lake lake = Lake.open(environment, environment.namespaceOf(pipeline))) {
      try (KafkaCluster kafka = KafkaCluster.connect(environment)) {
        new Preparation(pipeline, environment, kafka, lake).run(restore);
      }
      StreamExecutionEnvironment env =
          StreamExecutionEnvironment.getExecutionEnvironment(settings(checkpoints, restore));
      build(env, lake);
      boolean local = env instanceof LocalStreamEnvironment;
      return new LiveJob(pipeline, environment, env.executeAsync(), restore, local);
    }
  }

  /** Adds the job's graph to the environment. */
  void build(StreamExecutionEnvironment env, Lake lake) {
    String group = group(pipeline, environment);
    Duration maxDrift = Configuration.fromMap(environment.flink()).get(MAX_DRIFT);
    new PipelineGraph(
            env,
            pipeline,
            new KafkaEvents(environment, group, maxDrift),
            new LiveSinks(environment, group, lake))
        .build(pipeline.streams(), pipeline.featureSets());
  }

  private Configuration settings(String checkpoints, Optional<String> restore) {
    Configuration settings = JobSettings.streaming(environment, checkpoints);
    settings.set(PipelineOptions.NAME, "tidemark ingest " + pipeline.name());
    restore.ifPresent(path -> settings.set(StateRecoveryOptions.SAVEPOINT_PATH, path));
    return settings;
  }
}
