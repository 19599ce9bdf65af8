package io.tidemark.ingestion.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.definition.Pipeline;
import io.tidemark.definition.parser.PipelineBuilder;
import io.tidemark.localkafka.EmbeddedKafkaBroker;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.iceberg.data.Record;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bad messages neither stop the job nor get lost, and none of them is taken for the time. */
class RejectsIT {

  private static final long ARRIVED = Instant.parse("2026-03-01T12:00:00Z").toEpochMilli();

  private static final Map<String, String> BAD =
      Map.of(
          "MALFORMED", "{\"event_id\": ",
          "WRONG_TYPE", event("w", "2026-03-01T10:00:05Z", "\"seven\""),
          "MISSING_VALUE", event("m", "2026-03-01T10:00:05Z", "null"),
          "TIME_OUT_OF_RANGE", event("r", "+10000-01-01T00:00:00Z", "7"),
          "TIME_AHEAD", event("a", "9999-12-31T00:00:00Z", "7"));

  private static final Pipeline SHOP =
      PipelineBuilder.named("shop").stream(
              "activity",
              s ->
                  s.topic("shop.activity")
                      .column("event_id", "STRING NOT NULL")
                      .column("occurred_at", "TIMESTAMP_LTZ(3) NOT NULL")
                      .column("customer_id", "BIGINT NOT NULL")
                      .id("event_id")
                      .time("occurred_at")
                      .outOfOrderness("1 s"))
          .features(
              "customer",
              f -> f.entity("customer_id").from("activity").aggregate("n", "count(*)").noTopic())
          .build();

  @TempDir Path dir;

  @Test
  void theJobGoesOnAndEveryMessageIsAccountedFor() throws Exception {
    try (EmbeddedKafkaBroker kafka = EmbeddedKafkaBroker.start(dir.resolve("kafka"), 0)) {
      IngestionFixture place = new IngestionFixture(kafka, dir);
      place.create("shop.activity", 1, Map.of());
      List<ProducerRecord<byte[], byte[]>> first = new ArrayList<>(good(0, 5));
      BAD.forEach((reason, value) -> first.add(bad(reason, value)));
      first.add(new ProducerRecord<>("shop.activity", 0, ARRIVED, new byte[] {1}, (byte[]) null));
      place.send(first);
      List<ProducerRecord<byte[], byte[]>> second = good(5, 10);
      LiveJob job = new IngestionJob(place.workspace(SHOP)).start(Optional.empty());
      job.awaitCaughtUp(backlog -> {});
      place.send(second);
      job.awaitCaughtUp(backlog -> {});
      job.stop(true);

      assertThat(place.rows("activity")).hasSize(10);
      assertThat(place.rows("customer"))
          .extracting(r -> r.getField("n"))
          .containsExactlyInAnyOrder(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L);
      assertRejects(place.rows("rejects"), first);
    }
  }

  private static void assertRejects(
      List<Record> rejects, List<ProducerRecord<byte[], byte[]>> sent) {
    assertThat(rejects).hasSize(BAD.size() + 1);
    Map<String, Record> byReason =
        rejects.stream()
            .collect(Collectors.toMap(r -> (String) r.getField("reason"), Function.identity()));
    for (int offset = 5; offset < sent.size(); offset++) {
      ProducerRecord<byte[], byte[]> message = sent.get(offset);
      String reason = message.value() == null ? "TOMBSTONE" : reason(message);
      assertSame(byReason.get(reason), message, offset);
    }
  }

  private static void assertSame(Record row, ProducerRecord<byte[], byte[]> message, long offset) {
    assertThat(row.getField("stream")).isEqualTo("activity");
    assertThat(row.getField("detail")).asString().isNotBlank();
    assertThat(row.getField("_kafka_topic")).isEqualTo("shop.activity");
    assertThat(row.getField("_kafka_partition")).isEqualTo(0);
    assertThat(row.getField("_kafka_offset")).isEqualTo(offset);
    assertThat(((OffsetDateTime) row.getField("_kafka_timestamp")).toInstant())
        .isEqualTo(Instant.ofEpochMilli(message.timestamp()));
    assertThat(bytes(row.getField("message_key"))).isEqualTo(message.key());
    assertThat(bytes(row.getField("message_value"))).isEqualTo(message.value());
    List<?> headers = (List<?>) row.getField("headers");
    assertThat(headers).hasSize(message.headers().toArray().length);
    for (int i = 0; i < headers.size(); i++) {
      Record header = (Record) headers.get(i);
      assertThat(header.getField("key")).isEqualTo(message.headers().toArray()[i].key());
      assertThat(bytes(header.getField("value"))).isEqualTo(message.headers().toArray()[i].value());
    }
  }

  private static byte[] bytes(Object value) {
    return value == null ? null : ((ByteBuffer) value).array();
  }

  private static String reason(ProducerRecord<byte[], byte[]> message) {
    return new String(message.headers().lastHeader("reason").value(), StandardCharsets.UTF_8);
  }

  private static List<ProducerRecord<byte[], byte[]>> good(int from, int to) {
    List<ProducerRecord<byte[], byte[]>> messages = new ArrayList<>();
    for (int i = from; i < to; i++) {
      String value = event("e" + i, "2026-03-01T10:00:0" + i + "Z", "7");
      messages.add(new ProducerRecord<>("shop.activity", 0, ARRIVED, null, utf8(value)));
    }
    return messages;
  }

  /** With the reason as a header, a header without value, and a key that is no text, or none. */
  private static ProducerRecord<byte[], byte[]> bad(String reason, String value) {
    byte[] key = reason.equals("MALFORMED") ? null : new byte[] {0, -1, 127};
    ProducerRecord<byte[], byte[]> message =
        new ProducerRecord<>("shop.activity", 0, ARRIVED, key, utf8(value));
    message.headers().add("reason", utf8(reason)).add("empty", null).add("twice", new byte[] {1});
    message.headers().add("twice", new byte[] {2});
    return message;
  }

  private static String event(String id, String time, String customer) {
    return "{\"event_id\":\"%s\",\"occurred_at\":\"%s\",\"customer_id\":%s}"
        .formatted(id, time, customer);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
