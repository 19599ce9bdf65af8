package io.tidemark.definition.parser;

import static io.tidemark.definition.draft.ConfigKey.LENGTH;
import static io.tidemark.definition.draft.ConfigKey.MAPPING;
import static io.tidemark.definition.draft.ConfigKey.NAME;
import static io.tidemark.definition.draft.ConfigKey.TEXT;
import static io.tidemark.definition.draft.ConfigKey.optional;
import static io.tidemark.definition.draft.ConfigKey.required;

import io.tidemark.definition.Environment;
import io.tidemark.definition.StreamFormat;
import io.tidemark.definition.StreamFormat.SchemaLocation;
import io.tidemark.definition.draft.ConfigKeys;
import io.tidemark.definition.draft.DurationFormat;

/**
 * Keys of an environment file, section by section. {@link EnvironmentParser} knows no others; the
 * tables of {@code docs/reference/environment-file.md} are made of these.
 */
public final class EnvironmentFileKeys {

  public static final ConfigKeys ENVIRONMENT =
      ConfigKeys.of(
          required(
              "kafka: { bootstrap.servers: \"localhost:9092\" }",
              MAPPING,
              "properties of Kafka's clients; `bootstrap.servers` among them"),
          required(
              "catalog: { name: lake, type: rest, uri: \"http://catalog:8181\" }",
              MAPPING,
              "properties of the Iceberg catalog and of its file IO, passed on untouched; either"
                  + " `type` (rest, hive, glue, jdbc, nessie, hadoop) or `catalog-impl`. `name`"
                  + " (default `"
                  + EnvironmentFile.CATALOG_NAME
                  + "`) is ours"),
          optional(
                  "namespace: shop",
                  NAME,
                  "namespace of the tables; also in the consumer group and the checkpoint directory")
              .unset("the pipeline's name"),
          required(
              "checkpoints: s3://lake/checkpoints",
              "URI or path",
              "directory of checkpoints and savepoints; a path is absolute, and every machine"
                  + " reaches it"),
          optional(
                  "checkpoint_interval: 10 s",
                  LENGTH,
                  "time between checkpoints: what is in the tables is at most so old. At least"
                      + " 10 ms")
              .orElse(DurationFormat.show(EnvironmentFile.CHECKPOINT_INTERVAL)),
          optional(
                  "parallelism: 2",
                  "whole number",
                  "of the jobs, 1 to 9999; of the live one up to the number of its key groups, 720"
                      + " by default")
              .orElse(String.valueOf(EnvironmentFile.PARALLELISM)),
          optional(
                  "delivery: at-least-once",
                  EnumParser.oneOf(Environment.Delivery.class),
                  "of the feature topics and the dead letters: see below")
              .orElse("at-least-once"),
          optional(
              "dead_letters: shop.dead-letters",
              NAME,
              "topic that rejects go to besides their table, made if missing: see below"),
          optional(
              "schema_registry: { url: \"https://registry:8081\" }",
              MAPPING,
              "where the schemas of "
                  + EnumParser.oneOf(StreamFormat.with(SchemaLocation.REGISTRY))
                  + " messages are: the keys below"),
          optional(
              "flink: { state.backend.type: hashmap }",
              MAPPING,
              "any other Flink option, but for those that the tables hang on"));

  public static final ConfigKeys SCHEMA_REGISTRY =
      ConfigKeys.of(
          required(
              "url: \"https://registry:8081\"",
              "URL",
              "of the registry: Confluent's, or one with its REST interface"),
          optional("username: ${REGISTRY_USER}", TEXT, "for basic authentication"),
          optional(
              "password: ${REGISTRY_PASSWORD}",
              TEXT,
              "with it; from the process environment: `${REGISTRY_PASSWORD}`"));

  private EnvironmentFileKeys() {}
}
