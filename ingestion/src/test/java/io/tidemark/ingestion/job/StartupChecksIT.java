package io.tidemark.ingestion.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tidemark.definition.Environment;
import io.tidemark.definition.Environment.Delivery;
import io.tidemark.definition.Pipeline;
import io.tidemark.definition.Problem;
import io.tidemark.definition.UserException;
import io.tidemark.definition.parser.PipelineBuilder;
import io.tidemark.event.EventLayout;
import io.tidemark.ingestion.checkpoint.RestorePointStore;
import io.tidemark.lake.Lake;
import io.tidemark.lake.live.LiveCommit;
import io.tidemark.lake.live.WriterLease;
import io.tidemark.localkafka.EmbeddedKafkaBroker;
import io.tidemark.localkafka.TopicAdmin;
import io.tidemark.pipeline.JobSettings;
import io.tidemark.pipeline.Workspace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.Table;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A job that cannot run says so in one readable problem, and has made nothing. */
class StartupChecksIT {

  @TempDir static Path shared;
  private static EmbeddedKafkaBroker kafka;

  @TempDir Path dir;
  private IngestionFixture place;

  @BeforeAll
  static void start() {
    kafka = EmbeddedKafkaBroker.start(shared.resolve("kafka"), 0);
  }

  @AfterAll
  static void stop() {
    kafka.close();
  }

  @BeforeEach
  void makePlace() {
    place = new IngestionFixture(kafka, dir);
    place.create("good", 1, Map.of());
  }

  @Test
  void kafkaDoesNotAnswer() {
    Map<String, String> client = Map.of("bootstrap.servers", "127.0.0.1:1");
    Problem problem = problem(shop("good"), place.environment(client, Delivery.AT_LEAST_ONCE));
    assertThat(problem.where()).isEqualTo("kafka 127.0.0.1:1");
    assertThat(problem.what()).startsWith("no answer").doesNotContain("null");
    assertNothingWasMade();
  }

  @Test
  void noBrokerHasThatName() {
    Map<String, String> client = Map.of("bootstrap.servers", "no-such-host.invalid:9092");
    Problem problem = problem(shop("good"), place.environment(client, Delivery.AT_LEAST_ONCE));
    assertThat(problem.what()).contains("No resolvable bootstrap urls");
    assertNothingWasMade();
  }

  @Test
  void theCatalogCannotBeMade() throws Exception {
    Path file = Files.writeString(dir.resolve("file"), "no directory");
    Problem problem = problem(shop("good"), catalog(place.catalog(file + "/catalog.db")));
    assertThat(problem.where()).isEqualTo("catalog lake");
    assertThat(problem.what()).startsWith("it does not answer");
    assertThat(dir.toFile().list()).containsExactly("file");
  }

  @Test
  void theCatalogIsNotThere() {
    Map<String, String> jdbc =
        Map.of(
            "type", "jdbc",
            "uri", "jdbc:postgresql://127.0.0.1:1/lake?password=hunter2",
            "warehouse", "/nowhere");
    Problem problem = problem(shop("good"), catalog(jdbc));
    assertThat(problem.toString()).contains("catalog lake: it does not answer");
    assertThat(problem.toString()).doesNotContain("hunter2");
    Map<String, String> rest =
        Map.of("type", "rest", "uri", "http://127.0.0.1:1", "token", "hunter2");
    assertThat(problem(shop("good"), catalog(rest)).toString())
        .contains("catalog lake: it does not answer")
        .doesNotContain("hunter2");
    assertNothingWasMade();
  }

  @Test
  void aSchemaRegistryThatIsNotNamedCostsTheRunningJobNothing() {
    Pipeline avro =
        PipelineBuilder.named("shop").stream(
                "activity", s -> ActivityFixture.stream(s, "good").format("avro-confluent"))
            .build();
    assertThat(problem(avro, place.environment()).what()).contains("has no schema_registry");
    assertNothingWasMade();
  }

  @Test
  void anExpressionThatAlwaysFailsCostsTheRunningJobNothing() {
    Pipeline failing =
        PipelineBuilder.named("shop").stream("activity", s -> ActivityFixture.stream(s, "good"))
            .features(
                "customer",
                f ->
                    f.entity("customer_id")
                        .from("activity")
                        .aggregate("broken", "sum(customer_id + 1 / 0)"))
            .build();
    assertThat(problem(failing, place.environment()).what()).contains("Division by zero");
    assertNothingWasMade();
  }

  @Test
  void allMissingTopicsAreNamedAtOnce() {
    Pipeline pipeline = twoStreams("missing.a", "missing.b");
    List<Problem> problems = problems(pipeline, place.environment());
    assertThat(problems)
        .extracting(Problem::what)
        .containsExactly("there is no topic missing.a", "there is no topic missing.b");
    assertThat(problems.get(0).example())
        .isEqualTo("tidemark produce events.jsonl --topic missing.a --create 3");
    assertNothingWasMade();
  }

  @Test
  void aTableIsAnotherPipelines() {
    Pipeline other =
        PipelineBuilder.named("shop").stream(
                "customer",
                s ->
                    s.topic("good")
                        .column("event_id", "BIGINT NOT NULL")
                        .column("event_time", "TIMESTAMP_LTZ(3) NOT NULL")
                        .id("event_id")
                        .time("event_time"))
            .build();
    try (Lake lake = place.lake()) {
      Table table = lake.ensure(new EventLayout(other.stream("customer")).table(), Map.of());
      table
          .newAppend()
          .appendFile(
              DataFiles.builder(table.spec())
                  .withPath(table.location() + "/data/theirs.parquet")
                  .withPartitionPath("event_time_day=2026-03-01")
                  .withFileSizeInBytes(10)
                  .withRecordCount(1)
                  .build())
          .commit();
    }
    List<Problem> problems = problems(shop("good"), place.environment());
    assertThat(problems).extracting(Problem::where).containsExactly("table customer");
    assertThat(problems.get(0).what()).contains("does not say which definition its rows have");
    assertThat(place.tables()).containsExactly("customer");
    assertThat(topics()).doesNotContain("shop.customer");
  }

  @Test
  void theFeatureTopicIsNotCompacted() {
    place.create(
        "plain.topic",
        1,
        Map.of("cleanup.policy", "delete", "message.timestamp.after.max.ms", "" + Long.MAX_VALUE));
    Problem problem = problem(shop("good", "plain.topic"), place.environment());
    assertThat(problem.where()).isEqualTo("topic plain.topic");
    assertThat(problem.what()).isEqualTo("it is not compacted");
    assertNothingWasMade();
  }

  @ParameterizedTest
  @ValueSource(strings = {"message.timestamp.before.max.ms", "message.timestamp.after.max.ms"})
  void theFeatureTopicRefusesRowsByTheirTime(String setting) {
    Map<String, String> bounds =
        Map.of(
            "cleanup.policy", "compact",
            "message.timestamp.before.max.ms", "" + Long.MAX_VALUE,
            "message.timestamp.after.max.ms", "" + Long.MAX_VALUE);
    Map<String, String> settings = new HashMap<>(bounds);
    settings.put(setting, "3600000");
    place.create(setting, 1, settings);
    Problem problem = problem(shop("good", setting), place.environment());
    assertThat(problem.where()).isEqualTo("topic " + setting);
    assertThat(problem.what()).contains(setting + " is 3600000");
    assertThat(problem.example())
        .isEqualTo(
            "kafka-configs --alter --topic "
                + setting
                + " --add-config "
                + setting
                + "=9223372036854775807");
    assertNothingWasMade();
  }

  @ParameterizedTest
  @EnumSource(Delivery.class)
  void aTransactionMayNotLastAsLongAsAsked(Delivery delivery) {
    Map<String, String> client = Map.of("transaction.timeout.ms", "3600000");
    Problem problem = problem(shop("good"), place.environment(client, delivery));
    assertThat(problem.what()).isEqualTo("transaction.timeout.ms is 3600000 ms");
    assertThat(problem.rule()).contains("900000 ms");
    assertNothingWasMade();
  }

  @Test
  void aTransactionTimeoutIsNoNumber() {
    Map<String, String> client = Map.of("transaction.timeout.ms", "10 min");
    Problem problem = problem(shop("good"), place.environment(client, Delivery.EXACTLY_ONCE));
    assertThat(problem.what()).contains("transaction.timeout.ms", "10 min");
    assertNothingWasMade();
  }

  @Test
  void thereAreEventsButNoCheckpoint() {
    Pipeline pipeline = shop("good");
    try (Lake lake = place.lake()) {
      lake.ensureAll(List.of(new EventLayout(pipeline.stream("activity")).table()));
      lake.table("activity").newAppend().commit();
    }
    Problem problem = problem(pipeline, place.environment());
    assertThat(problem.where()).isEqualTo("table activity");
    assertThat(problem.what()).contains("no checkpoint to go on from");
    assertThat(place.tables()).containsExactly("activity");
  }

  @Test
  void theSavepointIsNotThere() {
    Path missing = dir.resolve("savepoint-1");
    UserException thrown =
        catchThrowableOfType(
            UserException.class,
            () ->
                new IngestionJob(place.workspace(shop("good")))
                    .start(Optional.of(missing.toUri().toString())));
    assertThat(thrown).isNotNull();
    assertThat(thrown.problems()).hasSize(1);
    assertThat(thrown.problems().get(0).where()).contains("savepoint-1");
    assertNothingWasMade();
  }

  @Test
  void theTablesAreAheadOfTheSavepointUntilTheyAreRolledBack() throws Exception {
    place.create("rewound", 1, Map.of());
    Pipeline pipeline = shop("rewound", "rewound.customer");
    String older = ingestOne(pipeline, "a");
    String newer = ingestOne(pipeline, "b");
    int rows = place.rows("activity").size();

    UserException thrown =
        catchThrowableOfType(
            UserException.class,
            () -> new IngestionJob(place.workspace(pipeline)).start(Optional.of(older)));

    assertThat(thrown).isNotNull();
    assertThat(thrown.problems())
        .isNotEmpty()
        .allSatisfy(
            p -> {
              assertThat(p.where()).isEqualTo("--restore " + older);
              assertThat(p.what()).contains("but table", "has the rows of checkpoint");
              assertThat(p.example()).contains("--roll-back");
            });
    assertThat(rows).isEqualTo(2);
    LiveJob again = new IngestionJob(place.workspace(pipeline)).start(Optional.of(newer));
    again.stop(true);
    assertThat(place.rows("activity")).hasSize(2);

    assertThat(newest("activity"))
        .as("a job that ends as soon as it has begun counts on all the same")
        .isGreaterThan(RestorePointStore.checkpointId(newer));

    assertThat(new IngestionJob(place.workspace(pipeline)).rollBackTo(older)).isNotEmpty();
    assertThat(place.rows("activity")).hasSize(1);
    refusesWhatWasTakenBack(pipeline, newer);
    LiveJob rewound = new IngestionJob(place.workspace(pipeline)).start(Optional.empty());
    assertThat(rewound.restoredFrom())
        .as("the newer ones count rows as written that are gone")
        .contains(older);
    rewound.awaitCaughtUp(backlog -> {});
    rewound.stop(true);
    assertThat(place.rows("activity")).hasSize(2);
    assertThat(place.rows("customer")).hasSize(1);
  }

  /** Earlier versions left the number to Flink: 128 for a job that began with a few tasks. */
  @Test
  void aJobGoesOnWithTheKeyGroupsThatItsStateHas() throws Exception {
    place.create("grouped", 1, Map.of());
    Pipeline pipeline = shop("grouped", "grouped.customer");
    LiveJob old = ingest(pipeline, groups("128"), "10:00:00");
    assertThat(RestorePointStore.keyGroups(old.stop(false))).hasValue(128);
    LiveJob next = ingest(pipeline, place.environment(), "11:00:00");
    assertThat(RestorePointStore.keyGroups(next.stop(false))).hasValue(128);

    LiveJob rebuilt =
        new IngestionJob(place.workspace(pipeline)).startFromTables(false, told -> {});
    String rebuiltState = rebuilt.restoredFrom().orElseThrow();
    assertThat(RestorePointStore.keyGroups(rebuiltState)).hasValue(JobSettings.KEY_GROUPS);
    assertThat(RestorePointStore.keyGroups(rebuilt.stop(false))).hasValue(JobSettings.KEY_GROUPS);
    LiveJob last = ingest(pipeline, groups("" + JobSettings.KEY_GROUPS), "12:00:00");
    assertThat(RestorePointStore.keyGroups(last.stop(true))).hasValue(JobSettings.KEY_GROUPS);

    assertThat(place.rows("customer"))
        .extracting(row -> row.getField("n"))
        .containsExactlyInAnyOrder(1L, 2L, 3L);
  }

  @Test
  void otherKeyGroupsAreRefusedAndTheRunningJobGoesOn() throws Exception {
    place.create("kept", 1, Map.of());
    Pipeline pipeline = shop("kept", "kept.customer");
    LiveJob running = ingest(pipeline, groups("128"), "10:00:00");
    Map<String, String> owners = owners();

    Problem other = problem(pipeline, groups("720"));
    assertThat(other.where()).isEqualTo("environment: flink");
    assertThat(other.what()).startsWith("pipeline.max-parallelism is 720").contains("has 128");
    Problem tooMany = problem(pipeline, parallel(129));
    assertThat(tooMany.where()).isEqualTo("environment: parallelism");
    assertThat(tooMany.what()).startsWith("parallelism is 129").contains("has 128");
    assertThatThrownBy(
            () ->
                new IngestionJob(new Workspace(pipeline, parallel(721)))
                    .startFromTables(false, told -> {}))
        .hasMessageContaining("parallelism is 721, and a job has 720 key groups");

    assertThat(owners).hasSize(place.tables().size());
    assertThat(owners()).isEqualTo(owners);
    place.send(List.of(ActivityFixture.message("kept", "b", "2026-03-01T11:00:00Z")));
    running.awaitCaughtUp(backlog -> {});
    String savepoint = running.stop(true);
    assertThat(place.rows("customer")).hasSize(2);
    assertThatThrownBy(
            () -> new IngestionJob(new Workspace(pipeline, groups("720"))).rollBackTo(savepoint))
        .hasMessageContaining("pipeline.max-parallelism is 720");
  }

  @Test
  void aFirstStartWithMoreTasksThanKeyGroupsIsRefused() {
    Problem problem = problem(shop("good"), parallel(721));
    assertThat(problem.what()).isEqualTo("parallelism is 721, and a job has 720 key groups");
    assertThat(problem.example()).isEqualTo("flink: { pipeline.max-parallelism: 1440 }");
    assertNothingWasMade();
  }

  private Environment groups(String number) {
    return place
        .environment()
        .withFlink(Map.of("restart-strategy.type", "none", "pipeline.max-parallelism", number));
  }

  private Environment parallel(int parallelism) {
    Environment two = place.environment();
    return new Environment(
        two.kafka(),
        two.catalogName(),
        two.catalog(),
        two.namespace(),
        two.checkpoints(),
        two.checkpointInterval(),
        parallelism,
        two.delivery(),
        two.deadLetters(),
        two.flink());
  }

  private Map<String, String> owners() {
    try (Lake lake = place.lake()) {
      return WriterLease.owners(lake, lake.tables());
    }
  }

  /** Sends an event to the pipeline's topic and waits for it. */
  private LiveJob ingest(Pipeline pipeline, Environment environment, String time) throws Exception {
    String topic = pipeline.stream("activity").topic();
    place.send(List.of(ActivityFixture.message(topic, time, "2026-03-01T" + time + "Z")));
    LiveJob job = new IngestionJob(new Workspace(pipeline, environment)).start(Optional.empty());
    job.awaitCaughtUp(backlog -> {});
    return job;
  }

  private void refusesWhatWasTakenBack(Pipeline pipeline, String newer) throws Exception {
    UserException thrown =
        catchThrowableOfType(
            UserException.class,
            () -> new IngestionJob(place.workspace(pipeline)).start(Optional.of(newer)));
    assertThat(thrown).hasMessageContaining("have been taken back from the tables");
  }

  private long newest(String table) {
    try (Lake lake = place.lake()) {
      return LiveCommit.newest(lake.table(table)).orElseThrow().checkpoint();
    }
  }

  /** Sends an event and ingests it. */
  private String ingestOne(Pipeline pipeline, String id) throws Exception {
    place.send(List.of(ActivityFixture.message("rewound", id, "2026-03-01T00:00:00Z")));
    LiveJob job = new IngestionJob(place.workspace(pipeline)).start(Optional.empty());
    job.awaitCaughtUp(backlog -> {});
    return job.stop(true);
  }

  private Environment catalog(Map<String, String> catalog) {
    Map<String, String> client = Map.of("bootstrap.servers", place.servers());
    return place.environment(client, catalog, Delivery.AT_LEAST_ONCE);
  }

  private static Problem problem(Pipeline pipeline, Environment environment) {
    List<Problem> problems = problems(pipeline, environment);
    assertThat(problems).hasSize(1);
    return problems.get(0);
  }

  private static List<Problem> problems(Pipeline pipeline, Environment environment) {
    UserException thrown =
        catchThrowableOfType(
            UserException.class,
            () -> new IngestionJob(new Workspace(pipeline, environment)).start(Optional.empty()));
    assertThat(thrown).isNotNull();
    assertThat(thrown.problems())
        .allSatisfy(
            p -> {
              assertThat(p.where()).isNotBlank();
              assertThat(p.rule()).isNotBlank();
              assertThat(p.example()).isNotBlank();
              assertThat(p.toString()).hasLineCount(3).doesNotContain("\tat ");
            });
    return thrown.problems();
  }

  private void assertNothingWasMade() {
    assertThat(place.tables()).isEmpty();
    assertThat(topics()).doesNotContain("shop.customer");
  }

  private List<String> topics() {
    try (TopicAdmin topics = new TopicAdmin(place.servers())) {
      return topics.exists("shop.customer") ? List.of("shop.customer") : List.of();
    }
  }

  private static Pipeline shop(String topic) {
    return shop(topic, "shop.customer");
  }

  private static Pipeline shop(String topic, String featureTopic) {
    return PipelineBuilder.named("shop").stream("activity", s -> ActivityFixture.stream(s, topic))
        .features(
            "customer",
            f ->
                f.entity("customer_id")
                    .from("activity")
                    .aggregate("n", "count(*)")
                    .topic(featureTopic))
        .build();
  }

  private static Pipeline twoStreams(String first, String second) {
    return PipelineBuilder.named("shop").stream("activity", s -> ActivityFixture.stream(s, first))
        .stream("payments", s -> ActivityFixture.stream(s, second))
        .build();
  }
}
