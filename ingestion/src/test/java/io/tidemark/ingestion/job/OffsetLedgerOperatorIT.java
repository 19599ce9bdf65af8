package io.tidemark.ingestion.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.definition.UserException;
import io.tidemark.localkafka.EmbeddedKafkaBroker;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.util.ExceptionUtils;
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

/** Messages that Kafka has no more, or whose offsets have others now, stop the job or are named. */
class OffsetLedgerOperatorIT {

  @TempDir static Path shared;
  private static EmbeddedKafkaBroker kafka;

  @TempDir Path dir;
  private IngestionFixture place;
  private String topic;

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
    place.create(topic, 1, Map.of());
  }

  @Test
  void whatWasDeletedUnreadEndsTheJobAndIsNamed() throws Exception {
    send("10:00:00");
    place.ingest(place.workspace(ActivityFixture.counted(topic)));
    send("11:00:00", "12:00:00");
    deleteBefore(2);
    LiveJob job =
        new IngestionJob(place.workspace(ActivityFixture.counted(topic))).start(Optional.empty());
    assertThatThrownBy(() -> job.awaitCaughtUp(backlog -> {}))
        .satisfies(
            failure ->
                assertThat(ExceptionUtils.findThrowable(failure, UserException.class))
                    .get()
                    .extracting(Throwable::getMessage)
                    .asString()
                    .contains("Kafka has deleted the offsets 1 to 1, 1 in all", "--accept-loss"));
    assertThat(place.rows("activity")).hasSize(1);
  }

  @Test
  void whatWasDeletedBeforeTheFirstStartIsNoLoss() throws Exception {
    send("10:00:00", "11:00:00", "12:00:00");
    deleteBefore(2);
    place.ingest(place.workspace(ActivityFixture.counted(topic)));
    assertThat(place.rows("offset_gaps"))
        .extracting(OffsetLedgerOperatorIT::text)
        .containsExactly("BEFORE_START 0 to 2");
  }

  @Test
  void aTopicMadeAnewIsRefusedThoughItIsLongEnough() throws Exception {
    send("10:00:00");
    place.ingest(place.workspace(ActivityFixture.counted(topic)));
    try (Admin admin = admin()) {
      admin.deleteTopics(List.of(topic)).all().get();
    }
    place.create(topic, 1, Map.of());
    send("11:00:00", "12:00:00");
    assertThatThrownBy(
            () ->
                new IngestionJob(place.workspace(ActivityFixture.counted(topic)))
                    .start(Optional.empty()))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("it was deleted, and is not the one")
        .hasMessageContaining("name the new topic differently");
    assertThat(place.rows("activity")).hasSize(1);
  }

  @Test
  void markersAndAbortedMessagesThatWereDeletedBehindTheLastMessageAreNoLoss() throws Exception {
    place.transact(topic, "10:00:00", true);
    place.transact(topic, "10:30:00", false);
    place.ingest(place.workspace(ActivityFixture.counted(topic)));
    assertThat(gaps()).containsExactly("TRANSACTION 1 to 4");
    deleteBefore(4);

    place.ingest(place.workspace(ActivityFixture.counted(topic)));
    place.transact(topic, "11:00:00", true);
    place.ingest(place.workspace(ActivityFixture.counted(topic)));

    assertThat(place.rows("activity")).hasSize(2);
    assertThat(gaps()).containsExactly("TRANSACTION 1 to 4", "TRANSACTION 5 to 6");
  }

  @Test
  void whatCameToAnEmptyPartitionAndWasDeletedIsALoss() throws Exception {
    send("08:00:00", "09:00:00");
    deleteBefore(2);
    place.ingest(place.workspace(ActivityFixture.counted(topic)));
    assertThat(gaps()).containsExactly("BEFORE_START 0 to 2");
    send("10:00:00", "11:00:00");
    deleteBefore(3);
    LiveJob job =
        new IngestionJob(place.workspace(ActivityFixture.counted(topic))).start(Optional.empty());
    assertThatThrownBy(() -> job.awaitCaughtUp(backlog -> {}))
        .satisfies(
            failure ->
                assertThat(ExceptionUtils.findThrowable(failure, UserException.class))
                    .get()
                    .extracting(Throwable::getMessage)
                    .asString()
                    .contains("Kafka has deleted the offsets 2 to 2, 1 in all"));
  }

  private List<String> gaps() throws Exception {
    return place.rows("offset_gaps").stream().map(OffsetLedgerOperatorIT::text).sorted().toList();
  }

  static String text(Record gap) {
    return gap.getField("reason")
        + " "
        + gap.getField("from_offset")
        + " to "
        + gap.getField("to_offset");
  }

  private void deleteBefore(long offset) throws Exception {
    try (Admin admin = admin()) {
      TopicPartition partition = new TopicPartition(topic, 0);
      admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(offset))).all().get();
    }
  }

  private Admin admin() {
    return Admin.create(Map.<String, Object>of("bootstrap.servers", place.servers()));
  }

  private void send(String... times) throws Exception {
    List<ProducerRecord<byte[], byte[]>> messages = new ArrayList<>();
    for (String time : times) {
      messages.add(ActivityFixture.message(topic, time, "2026-03-01T" + time + "Z"));
    }
    place.send(messages);
  }
}
