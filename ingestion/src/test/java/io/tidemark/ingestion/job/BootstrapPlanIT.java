package io.tidemark.ingestion.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.definition.Pipeline;
import io.tidemark.definition.UserException;
import io.tidemark.definition.parser.PipelineBuilder;
import io.tidemark.ingestion.bootstrap.BootstrapPlan;
import io.tidemark.ingestion.bootstrap.BootstrapPlan.MissingRows;
import io.tidemark.localkafka.EmbeddedKafkaBroker;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.iceberg.data.Record;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/**
 * A job that begins from the tables goes on exactly behind them, or says what stands in the way.
 */
class BootstrapPlanIT {

  @TempDir static Path shared;
  private static EmbeddedKafkaBroker kafka;

  @TempDir Path dir;
  private IngestionFixture place;
  private String topic;
  private TopicPartition partition;

  @BeforeAll
  static void start() {
    kafka = EmbeddedKafkaBroker.start(shared.resolve("kafka"), 0);
  }

  @AfterAll
  static void stop() {
    kafka.close();
  }

  @BeforeEach
  void makePlace(TestInfo test) {
    place = new IngestionFixture(kafka, dir);
    topic = test.getTestMethod().orElseThrow().getName();
    partition = new TopicPartition(topic, 0);
    place.create(topic, 1, Map.of());
  }

  @Test
  void aNewSetWritesFromTheLastBorderOnAndABackfillIsNamedForTheRest() throws Exception {
    send("2026-03-01T10:00:00Z", "2026-03-02T10:00:00Z", "2026-03-02T11:00:00Z");
    place.ingest(place.workspace(shop().build()));
    send("2026-03-02T12:00:00Z");
    Pipeline more =
        shop()
            .features(
                "customer_days",
                f ->
                    f.entity("customer_id")
                        .from("activity")
                        .aggregate("n_2d", "count(*)", w -> w.window("2 d")))
            .build();

    BootstrapPlan handOver = ingestFromTables(more, false);

    assertThat(handOver.offsets().get("activity")).containsEntry(partition, 3L);
    assertThat(handOver.missing())
        .containsExactly(
            new MissingRows(
                "customer_days",
                Instant.parse("2026-03-01T00:00:00Z"),
                Instant.parse("2026-03-02T00:00:00Z")));
    assertThat(place.rows("activity")).hasSize(4);
    assertThat(counts("customer", "n")).containsExactly(1L, 2L, 3L, 4L);
    assertThat(counts("customer_days", "n_2d")).containsExactly(2L, 3L, 4L);
  }

  @Test
  void lostMessagesAreRefusedUntilTheLossIsAccepted() throws Exception {
    send("2026-03-01T10:00:00Z");
    place.ingest(place.workspace(shop().build()));
    send("2026-03-01T11:00:00Z", "2026-03-01T12:00:00Z");
    try (Admin admin = Admin.create(Map.<String, Object>of("bootstrap.servers", place.servers()))) {
      admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(2))).all().get();
    }

    assertThatThrownBy(() -> ingestFromTables(shop().build(), false))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("Kafka has deleted the offsets 1 to 1, 1 in all")
        .hasMessageContaining("--accept-loss");

    ingestFromTables(shop().build(), true);
    assertThat(counts("customer", "n")).containsExactly(1L, 2L);
    assertThat(place.rows("offset_gaps"))
        .extracting(OffsetLedgerOperatorIT::text)
        .containsExactly("EXPIRED 1 to 2");
  }

  @Test
  void eachStreamOfATopicGoesOnBehindItsOwn() throws Exception {
    send("2026-03-01T10:00:00Z", "2026-03-01T11:00:00Z", "2026-03-01T12:00:00Z");
    place.ingest(place.workspace(strict().build()));
    assertThat(place.rows("rejects")).hasSize(3);
    send("2026-03-01T13:00:00Z");

    ingestFromTables(
        strict().stream("activity", s -> ActivityFixture.stream(s, topic)).stream(
                "mirror", s -> ActivityFixture.stream(s, topic))
            .features(
                "customer", f -> f.entity("customer_id").from("mirror").aggregate("n", "count(*)"))
            .build(),
        false);

    assertThat(place.rows("rejects")).hasSize(4);
    assertThat(place.rows("activity")).hasSize(4);
    assertThat(place.rows("mirror")).hasSize(4);
  }

  @Test
  void aMarkerThatWasDeletedBehindTheLastMessageIsNoLoss() throws Exception {
    place.transact(topic, "10:00:00", true);
    place.ingest(place.workspace(shop().build()));
    try (Admin admin = Admin.create(Map.<String, Object>of("bootstrap.servers", place.servers()))) {
      admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(2))).all().get();
    }

    BootstrapPlan handOver = ingestFromTables(shop().build(), false);
    assertThat(handOver.offsets().get("activity")).containsEntry(partition, 2L);
    place.transact(topic, "11:00:00", true);
    place.ingest(place.workspace(shop().build()));

    assertThat(place.rows("activity")).hasSize(2);
    assertThat(place.rows("offset_gaps"))
        .extracting(OffsetLedgerOperatorIT::text)
        .containsExactlyInAnyOrder("TRANSACTION 1 to 2", "TRANSACTION 3 to 4");
  }

  @Test
  void aTopicThatWasMadeAnewIsRefused() throws Exception {
    send("2026-03-01T10:00:00Z", "2026-03-01T11:00:00Z");
    place.ingest(place.workspace(shop().build()));
    try (Admin admin = Admin.create(Map.<String, Object>of("bootstrap.servers", place.servers()))) {
      admin.deleteTopics(List.of(topic)).all().get();
    }
    place.create(topic, 1, Map.of());
    send("2026-03-01T12:00:00Z");

    assertThatThrownBy(() -> ingestFromTables(shop().build(), true))
        .isInstanceOf(UserException.class)
        .hasMessageContaining(
            "it was deleted, and is not the one that the event table was filled from");
    assertThat(place.rows("activity")).hasSize(2);
  }

  @Test
  void streamsWithoutFeatureSetsGoOnToo() throws Exception {
    send("2026-03-01T10:00:00Z");
    place.ingest(place.workspace(ActivityFixture.shop(topic).build()));
    send("2026-03-01T11:00:00Z");

    BootstrapPlan handOver = ingestFromTables(ActivityFixture.shop(topic).build(), false);

    assertThat(handOver.offsets().get("activity")).containsEntry(partition, 1L);
    assertThat(place.rows("activity")).hasSize(2);
    send("2026-03-01T12:00:00Z");
    place.ingest(place.workspace(ActivityFixture.shop(topic).build()));
    assertThat(place.rows("activity")).hasSize(3);
  }

  @Test
  void thereIsNothingToBeginFrom() {
    assertThatThrownBy(() -> ingestFromTables(shop().build(), false))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("no live job has committed anything");
  }

  private BootstrapPlan ingestFromTables(Pipeline pipeline, boolean acceptLoss) throws Exception {
    AtomicReference<BootstrapPlan> told = new AtomicReference<>();
    LiveJob job =
        new IngestionJob(place.workspace(pipeline)).startFromTables(acceptLoss, told::set);
    job.awaitCaughtUp(backlog -> {});
    job.stop(true);
    return told.get();
  }

  private void send(String... times) throws Exception {
    List<ProducerRecord<byte[], byte[]>> messages = new ArrayList<>();
    for (String time : times) {
      messages.add(ActivityFixture.message(topic, time, time));
    }
    place.send(messages);
  }

  private List<Long> counts(String table, String column) throws Exception {
    return place.rows(table).stream()
        .map((Record row) -> (Long) row.getField(column))
        .sorted()
        .toList();
  }

  /** A stream that rejects every message of the topic. */
  private PipelineBuilder strict() {
    return PipelineBuilder.named("shop").stream(
        "strict", s -> ActivityFixture.stream(s, topic).column("kind", "STRING NOT NULL"));
  }

  private PipelineBuilder shop() {
    return ActivityFixture.shop(topic)
        .features(
            "customer", f -> f.entity("customer_id").from("activity").aggregate("n", "count(*)"));
  }
}
