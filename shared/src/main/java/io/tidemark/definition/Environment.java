package io.tidemark.definition;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Environment that a {@link Pipeline} runs in: Kafka clients, Iceberg catalog, checkpoints,
 * parallelism. It says where a pipeline runs, and never changes what it computes.
 *
 * @param kafka Kafka client properties; {@code bootstrap.servers} among them
 * @param catalogName name of the Iceberg catalog
 * @param catalog Iceberg catalog properties, passed through untouched
 * @param namespace namespace of the tables; the pipeline's name if not given
 * @param checkpoints directory (URI) of checkpoints and savepoints
 * @param checkpointInterval time between checkpoints, which is also that between commits
 * @param parallelism parallelism of the jobs
 * @param delivery guarantee of the feature topics and of the dead-letter topic
 * @param deadLetters topic that rejects go to besides their table; empty for none
 * @param schemaRegistry where the schemas of {@code avro-confluent} messages are; empty for none
 * @param flink any other Flink option
 */
public record Environment(
    Map<String, String> kafka,
    String catalogName,
    Map<String, String> catalog,
    Optional<String> namespace,
    String checkpoints,
    Duration checkpointInterval,
    int parallelism,
    Delivery delivery,
    Optional<String> deadLetters,
    Optional<SchemaRegistry> schemaRegistry,
    Map<String, String> flink) {

  public Environment {
    kafka = Map.copyOf(kafka);
    catalog = Map.copyOf(catalog);
    flink = Map.copyOf(flink);
  }

  /** Creates an environment without a schema registry. */
  public Environment(
      Map<String, String> kafka,
      String catalogName,
      Map<String, String> catalog,
      Optional<String> namespace,
      String checkpoints,
      Duration checkpointInterval,
      int parallelism,
      Delivery delivery,
      Optional<String> deadLetters,
      Map<String, String> flink) {
    this(
        kafka,
        catalogName,
        catalog,
        namespace,
        checkpoints,
        checkpointInterval,
        parallelism,
        delivery,
        deadLetters,
        Optional.empty(),
        flink);
  }

  /**
   * Delivery guarantee of the feature topics and of dead letters; tables are always exactly-once.
   */
  public enum Delivery {
    AT_LEAST_ONCE,
    EXACTLY_ONCE
  }

  /** Namespace of the pipeline's tables. */
  public String namespaceOf(Pipeline pipeline) {
    return namespace.orElse(pipeline.name());
  }

  /** The same with other Flink options. */
  public Environment withFlink(Map<String, String> options) {
    return new Environment(
        kafka,
        catalogName,
        catalog,
        namespace,
        checkpoints,
        checkpointInterval,
        parallelism,
        delivery,
        deadLetters,
        schemaRegistry,
        options);
  }
}
