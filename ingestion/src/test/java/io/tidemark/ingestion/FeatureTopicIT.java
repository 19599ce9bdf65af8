package io.tidemark.ingestion;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.definition.Environment.Delivery;
import io.tidemark.definition.Pipeline;
import io.tidemark.local.LocalKafka;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a microservice finds in a feature topic. */
class FeatureTopicIT {

  /** An entity a message, for of equal keys Kafka may already have dropped the older ones. */
  private static final String ENTITY = "\"customer_id\":%d,\"shop\":\"Zürich \\\"1\\\"\"";

  private static final String REST = ",\"day\":\"2026-02-28\",\"ok\":true,\"raw\":\"AQID\"}";

  private static final Pipeline SHOP =
      Pipeline.named("shop").stream(
              "activity",
              s ->
                  s.topic("shop.activity")
                      .column("event_id", "BIGINT NOT NULL")
                      .column("occurred_at", "TIMESTAMP_LTZ(3) NOT NULL")
                      .column("customer_id", "BIGINT NOT NULL")
                      .column("shop", "STRING NOT NULL")
                      .column("ratio", "DOUBLE")
                      .column("price", "DECIMAL(20, 8)")
                      .column("local", "TIMESTAMP(6)")
                      .column("day", "DATE")
                      .column("ok", "BOOLEAN")
                      .column("raw", "BYTES")
                      .id("event_id")
                      .time("occurred_at"))
          .features(
              "customer",
              f ->
                  f.entity("customer_id", "shop")
                      .from("activity")
                      .aggregate("ratio", "last(ratio)")
                      .aggregate("price", "last(price)")
                      .aggregate("local", "last(local)")
                      .aggregate("seen", "last(occurred_at)")
                      .aggregate("day", "last(day)")
                      .aggregate("ok", "last(ok)")
                      .aggregate("raw", "last(raw)"))
          .build();

  @TempDir Path dir;

  @Test
  void theNewestRowOfAnEntityIsUnderItsKey() throws Exception {
    try (LocalKafka kafka = LocalKafka.start(dir.resolve("kafka"), 0)) {
      Place place = new Place(kafka, dir);
      place.create("shop.activity", 1, Map.of());
      place.send(
          List.of(
              message(0, "1969-07-20T20:17:40.001Z", ""),
              message(1, "2026-03-01T10:00:00Z", full("\"NaN\"", "0.00000010")),
              message(2, "2026-03-01T10:00:01.500Z", full("\"-Infinity\"", "123456789012"))));
      place.ingest(SHOP, place.environment(Map.of(), Delivery.EXACTLY_ONCE));
      List<ConsumerRecord<byte[], byte[]>> messages =
          place.received("shop.customer").stream()
              .sorted(Comparator.comparingLong(ConsumerRecord::timestamp))
              .toList();
      assertThat(messages)
          .extracting(m -> text(m.key()))
          .containsExactly(
              "{" + ENTITY.formatted(0) + "}",
              "{" + ENTITY.formatted(1) + "}",
              "{" + ENTITY.formatted(2) + "}");
      assertThat(messages)
          .extracting(ConsumerRecord::timestamp)
          .containsExactly(
              0L, // Kafka knows no time before 1970
              millis("2026-03-01T10:00:00Z"),
              millis("2026-03-01T10:00:01.500Z"));
      assertThat(messages)
          .extracting(m -> text(m.value()))
          .containsExactly(
              row(0, "1969-07-20T20:17:40.001Z")
                  + ",\"ratio\":null,\"price\":null,\"local\":null"
                  + ",\"seen\":\"1969-07-20T20:17:40.001Z\""
                  + ",\"day\":null,\"ok\":null,\"raw\":null}",
              row(1, "2026-03-01T10:00:00Z")
                  + ",\"ratio\":\"NaN\",\"price\":0.00000010"
                  + ",\"local\":\"2026-02-28T23:59:59.000001\",\"seen\":\"2026-03-01T10:00:00Z\""
                  + REST,
              row(2, "2026-03-01T10:00:01.5Z")
                  + ",\"ratio\":\"-Infinity\",\"price\":123456789012.00000000"
                  + ",\"local\":\"2026-02-28T23:59:59.000001\",\"seen\":\"2026-03-01T10:00:01.5Z\""
                  + REST);
      assertCompacted(place);
    }
  }

  private static String row(int id, String time) {
    return "{%s,\"event_time\":\"%s\",\"event_id\":\"%d\",\"event_stream\":\"activity\""
        .formatted(ENTITY.formatted(id), time, id);
  }

  private static void assertCompacted(Place place) {
    try (KafkaCluster cluster = KafkaCluster.connect(place.environment())) {
      assertThat(cluster.isCompacted("shop.customer")).isTrue();
      assertThat(cluster.isCompacted("shop.activity")).isFalse();
    }
  }

  private static ProducerRecord<byte[], byte[]> message(int id, String time, String more) {
    String value =
        "{\"event_id\":%d,\"occurred_at\":\"%s\",%s%s}"
            .formatted(id, time, ENTITY.formatted(id), more);
    return new ProducerRecord<>(
        "shop.activity",
        0,
        millis("2026-03-01T12:00:00Z"),
        null,
        value.getBytes(StandardCharsets.UTF_8));
  }

  private static String full(String ratio, String price) {
    return (",\"ratio\":%s,\"price\":%s,\"local\":\"2026-02-28T23:59:59.000001\","
            + "\"day\":\"2026-02-28\",\"ok\":true,\"raw\":\"AQID\"")
        .formatted(ratio, price);
  }

  private static long millis(String instant) {
    return Instant.parse(instant).toEpochMilli();
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
