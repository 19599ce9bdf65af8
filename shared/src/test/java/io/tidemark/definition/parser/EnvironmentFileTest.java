package io.tidemark.definition.parser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.tidemark.definition.Environment;
import io.tidemark.definition.Pipeline;
import io.tidemark.definition.Problem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Environment files, good and bad. */
class EnvironmentFileTest {

  private static final String GOOD =
      """
      kafka:
        bootstrap.servers: ${KAFKA:-localhost:9092}
        sasl.jaas.config: user=me password=${SECRET};
      catalog:
        name: lake
        type: rest
        uri: http://lake:8181
      checkpoints: s3://lake/checkpoints
      """;

  private static final Map<String, String> VARIABLES = Map.of("SECRET", "hun$ter2", "EMPTY", "");

  private static Environment read(String yaml) {
    return PipelineFileFixture.with(
        "env.yaml", yaml, file -> EnvironmentFile.read(file, VARIABLES::get));
  }

  private static List<String> problems(String yaml) {
    return PipelineFileFixture.problemsOf(() -> read(yaml));
  }

  @Test
  void theRequiredKeysAreEnough() {
    assertThat(read(GOOD))
        .isEqualTo(
            new Environment(
                Map.of(
                    "bootstrap.servers", "localhost:9092",
                    "sasl.jaas.config", "user=me password=hun$ter2;"),
                "lake",
                Map.of("type", "rest", "uri", "http://lake:8181"),
                Optional.empty(),
                "s3://lake/checkpoints",
                Duration.ofSeconds(10),
                2,
                Environment.Delivery.AT_LEAST_ONCE,
                Optional.empty(),
                Map.of()));
  }

  @Test
  void anAbsolutePathOfCheckpointsBecomesAUri() {
    Environment environment = read(GOOD.replace("s3://lake/checkpoints", "/no such/checkpoints"));
    assertThat(environment.checkpoints()).isEqualTo("file:///no%20such/checkpoints");
  }

  @Test
  void everyKeyIsRead() {
    Environment environment =
        read(
            GOOD
                + """
                namespace: shop.live
                checkpoint_interval: 1 min
                parallelism: ${PARALLELISM:-8}
                delivery: exactly-once
                dead_letters: shop.dead-letters
                flink:
                  state.backend.type: rocksdb
                """);
    assertThat(environment.namespace()).contains("shop.live");
    assertThat(environment.checkpointInterval()).isEqualTo(Duration.ofMinutes(1));
    assertThat(environment.parallelism()).isEqualTo(8);
    assertThat(environment.delivery()).isEqualTo(Environment.Delivery.EXACTLY_ONCE);
    assertThat(environment.deadLetters()).contains("shop.dead-letters");
    assertThat(environment.flink()).containsEntry("state.backend.type", "rocksdb");
  }

  static Stream<String> ownKeys() {
    return ReservedOptions.OPTIONS.stream().flatMap(ReservedOptions::keys);
  }

  @ParameterizedTest
  @MethodSource("ownKeys")
  void anOptionThatTheJobsSetIsRefusedByEachOfItsKeys(String key) {
    assertThat(problems(GOOD + "flink: { " + key + ": \"1\" }"))
        .singleElement()
        .asString()
        .contains("flink sets " + key);
  }

  @Test
  void oldKeysCountToo() {
    assertThat(ownKeys())
        .contains(
            "execution.checkpointing.unaligned",
            "execution.checkpointing.unaligned.enabled",
            "execution.checkpointing.unaligned.forced",
            "execution.checkpointing.aligned-checkpoint-timeout",
            "execution.checkpointing.max-concurrent-checkpoints",
            "execution.savepoint.path",
            "execution.savepoint-restore-mode",
            "state.checkpoint-storage");
  }

  static Stream<Arguments> broken() {
    return Stream.of(
        arguments("${SECRET}", "${SECRETS}", "3:21", "the variable SECRETS is not set"),
        arguments("${SECRET}", "${SECRET", "3:21", "a variable is not closed"),
        arguments("bootstrap.servers", "bootstrap.server", "1:1", "kafka has no bootstrap.servers"),
        arguments("kafka:", "kafkas:", "1:1", "unknown key kafkas"),
        arguments("  type: rest\n", "", "4:1", "catalog does not say which one it is"),
        arguments("type: rest", "type: [rest]", "6:9", "catalog.type is a list"),
        arguments("checkpoints: s3:", "checkpoints: ./s3:", "8:14", "checkpoints is ./s3:"),
        arguments(
            "checkpoints: s3://lake/checkpoints",
            "delivery: at-least-once",
            "1:1",
            "the environment has no checkpoints"),
        arguments("catalog:", "parallelism: 0\ncatalog:", "4:14", "parallelism is 0"),
        arguments("catalog:", "parallelism: many\ncatalog:", "4:14", "parallelism is many"),
        arguments(
            "catalog:", "delivery: once\ncatalog:", "4:11", "delivery of the environment is once"),
        arguments("catalog:", "checkpoint_interval: 5\ncatalog:", "4:22", "checkpoint_interval"),
        arguments("catalog:", "namespace: My-Shop\ncatalog:", "4:12", "namespace is My-Shop"),
        arguments(
            "catalog:",
            "flink: { table.local-time-zone: CET }\ncatalog:",
            "4:10",
            "flink sets table.local-time-zone"),
        keyGroups("many", "pipeline.max-parallelism is many"),
        keyGroups("0", "pipeline.max-parallelism is 0"),
        keyGroups("32769", "pipeline.max-parallelism is 32769"),
        keyGroups("1", "pipeline.max-parallelism is 1, below parallelism"));
  }

  private static Arguments keyGroups(String number, String what) {
    return arguments(
        "catalog:", "flink: { pipeline.max-parallelism: " + number + " }\ncatalog:", "4:36", what);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2", "720", "32768"})
  void asManyKeyGroupsAsFlinkAllows(String number) {
    assertThat(read(GOOD + "flink: { pipeline.max-parallelism: " + number + " }").flink())
        .containsEntry("pipeline.max-parallelism", number);
  }

  @ParameterizedTest
  @MethodSource("broken")
  void aBrokenFileIsReportedWhereItIsBroken(String good, String bad, String place, String what) {
    assertThat(GOOD).contains(good);
    assertThat(problems(GOOD.replace(good, bad)))
        .first()
        .asString()
        .startsWith(place)
        .contains(what);
  }

  @Test
  void problemsNeverShowTheValueOfAVariable() {
    String yaml =
        GOOD
            + """
            namespace: ${SECRET}
            parallelism: ${SECRET}
            delivery: ${SECRET}
            checkpoint_interval: ${SECRET}
            """;
    List<Problem> problems =
        PipelineFileFixture.problemsIn(
            () -> read(yaml.replace("s3://lake/checkpoints", "${SECRET}")));
    assertThat(problems).hasSize(5);
    assertThat(problems).allSatisfy(p -> assertThat(p.toString()).doesNotContain("hun$ter2"));
    assertThat(problems).allSatisfy(p -> assertThat(p.what()).contains("${SECRET}"));
  }

  @Test
  void aDefaultCountsWhereTheVariableIsEmptyAsInAShell() {
    Environment environment = read(GOOD.replace("${KAFKA:-", "${EMPTY:-"));
    assertThat(environment.kafka()).containsEntry("bootstrap.servers", "localhost:9092");
  }

  @Test
  void withoutAFileEverythingIsInOneDirectory() {
    Environment environment = EnvironmentFile.embedded(Path.of("/data/../data/tide mark"));
    assertThat(environment.catalog())
        .containsEntry("catalog-impl", "org.apache.iceberg.jdbc.JdbcCatalog")
        .containsEntry(
            "uri", "jdbc:sqlite:/data/tide mark/catalog.db?busy_timeout=60000&journal_mode=WAL")
        .containsEntry("warehouse", "/data/tide mark/warehouse")
        .containsEntry("jdbc.schema-version", "V1");
    assertThat(environment.checkpoints()).isEqualTo("file:///data/tide%20mark/checkpoints");
    assertThat(environment.kafka()).containsEntry("bootstrap.servers", "localhost:9092");
    assertThat(environment.namespaceOf(new Pipeline("shop", List.of(), List.of(), Map.of())))
        .isEqualTo("shop");
  }

  @Test
  void theDeadLettersGoToATopic() {
    assertThat(problems(GOOD + "dead_letters: \"no topic\"\n"))
        .singleElement()
        .asString()
        .contains("no topic");
  }
}
