package io.tidemark.ingestion.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.definition.Environment.Delivery;
import io.tidemark.definition.Pipeline;
import io.tidemark.definition.UserException;
import io.tidemark.definition.parser.PipelineBuilder;
import io.tidemark.ingestion.kafka.KafkaCluster;
import io.tidemark.localkafka.EmbeddedKafkaBroker;
import io.tidemark.pipeline.Workspace;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.flink.util.ExceptionUtils;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests a feature topic as a microservice reads it. */
class FeatureTopicIT {

  /** An entity a message, for of equal keys Kafka may already have dropped the older ones. */
  private static final String ENTITY = "\"customer_id\":%d,\"shop\":\"Zürich \\\"1\\\"\"";

  private static final String REST = ",\"day\":\"2026-02-28\",\"ok\":true,\"raw\":\"AQID\"}";

  private static final Pipeline SHOP =
      PipelineBuilder.named("shop").stream(
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

  private static final Instant LONG_AGO = Instant.parse("2026-03-01T10:00:00Z");

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
  }

  @Test
  void theNewestRowOfAnEntityIsUnderItsKey() throws Exception {
    place.create("shop.activity", 1, Map.of());
    place.send(
        List.of(
            message(0, "1969-07-20T20:17:40.001Z", ""),
            message(1, "2026-03-01T10:00:00Z", full("\"NaN\"", "0.00000010")),
            message(2, "2026-03-01T10:00:01.500Z", full("\"-Infinity\"", "123456789012"))));
    place.ingest(place.workspace(SHOP, Delivery.EXACTLY_ONCE));
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

  /** At Kafka's defaults a topic refuses what is dated more than an hour ahead. */
  @ParameterizedTest
  @EnumSource(Delivery.class)
  void aRowIsSentThoughItsEventIsFarAhead(Delivery delivery) throws Exception {
    Pages pages = new Pages("ahead-" + delivery);
    place.create(pages.topic(), 1, Map.of());
    Instant ahead = Instant.now().plus(Duration.ofDays(3)).truncatedTo(ChronoUnit.MILLIS);
    place.send(List.of(pages.message("a", ahead, "u", "page")));
    place.ingest(place.workspace(pages.pipeline(), delivery));
    assertThat(place.received(pages.rows()))
        .extracting(ConsumerRecord::timestamp)
        .containsExactly(ahead.toEpochMilli());
  }

  @ParameterizedTest
  @EnumSource(Delivery.class)
  void aRowThatTheTopicDoesNotTakeGoesWithoutItsFeatures(Delivery delivery) throws Exception {
    Pages pages = new Pages("large-" + delivery);
    place.create(pages.topic(), 1, Map.of("max.message.bytes", "10000000"));
    place.create(pages.rows(), 1, rows(Map.of("max.message.bytes", "10000")));
    place.send(
        List.of(
            pages.message("a", LONG_AGO, "u", "x".repeat(6_000)),
            pages.message("b", LONG_AGO.plusSeconds(1), "v".repeat(6_000), "x"),
            pages.message("c", LONG_AGO.plusSeconds(2), "w", "x".repeat(11_000)),
            pages.message("d", LONG_AGO.plusSeconds(3), "small", "x")));
    place.ingest(place.workspace(pages.pipeline(), delivery));

    Map<String, ConsumerRecord<byte[], byte[]>> received =
        place.received(pages.rows()).stream()
            .collect(Collectors.toMap(m -> text(m.key()), Function.identity()));
    assertThat(received).as("an entity that is in no message").doesNotContainKey("v");
    assertThat(received).containsOnlyKeys(key("u"), key("w"), key("small"));
    ConsumerRecord<byte[], byte[]> w = received.get(key("w"));
    assertThat(text(w.value()))
        .isEqualTo(
            "{\"uid\":\"w\",\"event_time\":\"2026-03-01T10:00:02Z\",\"event_id\":\"c\",\"event_stream\":\"pages\"}");
    assertThat(w.timestamp()).isEqualTo(millis("2026-03-01T10:00:02Z"));
    assertThat(text(w.headers().lastHeader("tidemark.feature.left-out").value()))
        .startsWith("the features: the row has 11")
        .contains("more than the 10000 that a message may have", "see table visits");
    assertThat(text(received.get(key("u")).value())).contains("x".repeat(6_000));
    assertThat(place.rows("visits")).hasSize(4);
  }

  @Test
  void theTopicAloneBoundsTheSizeOfARow() throws Exception {
    Pages pages = new Pages("roomy");
    place.create(pages.topic(), 1, Map.of("max.message.bytes", "10000000"));
    place.create(pages.rows(), 1, rows(Map.of("max.message.bytes", "10000000")));
    List<ProducerRecord<byte[], byte[]>> messages = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      messages.add(pages.message("" + i, LONG_AGO.plusSeconds(i), "u", "x".repeat(900_000)));
    }
    place.send(messages);
    place.ingest(place.workspace(pages.pipeline()));
    assertThat(place.received(pages.rows()))
        .last()
        .satisfies(m -> assertThat(m.value()).hasSizeGreaterThan(3_600_000));
  }

  /** As the job would fail of every row, it says what has become of its topic, and ends. */
  @ParameterizedTest
  @EnumSource(Delivery.class)
  void aTopicThatIsChangedUnderTheJobEndsItWithAWord(Delivery delivery) throws Exception {
    Pages pages = new Pages("changed-" + delivery);
    place.create(pages.topic(), 1, Map.of());
    LiveJob job = new IngestionJob(restarting(pages, delivery)).start(Optional.empty());
    place.alter(pages.rows(), "message.timestamp.after.max.ms", "3600000");
    Instant ahead = Instant.now().plus(Duration.ofDays(3));
    place.send(
        List.of(
            pages.message("a", ahead, "u", "x"),
            pages.message("b", ahead.plus(Duration.ofMinutes(1)), "u", "x")));
    assertThatThrownBy(() -> job.awaitEnd(120_000))
        .satisfies(
            failure ->
                assertThat(ExceptionUtils.findThrowable(failure, UserException.class))
                    .get()
                    .extracting(Throwable::getMessage)
                    .asString()
                    .contains(
                        "topic " + pages.rows(), "message.timestamp.after.max.ms is 3600000"));
  }

  /** Flink says of the savepoint that it was called off; why is what a user has to know. */
  @Test
  void aJobThatFailsWhileItIsStoppedSaysOfWhat() throws Exception {
    Pages pages = new Pages("stopped");
    place.create(pages.topic(), 1, Map.of());
    LiveJob job =
        new IngestionJob(restarting(pages, Delivery.AT_LEAST_ONCE)).start(Optional.empty());
    place.send(List.of(pages.message("a", Instant.now().plus(Duration.ofDays(3)), "u", "x")));
    job.awaitCaughtUp(backlog -> {});
    place.alter(pages.rows(), "message.timestamp.after.max.ms", "3600000");
    assertThatThrownBy(() -> job.stop(true))
        .satisfies(
            failure ->
                assertThat(ExceptionUtils.findThrowable(failure, UserException.class))
                    .get()
                    .extracting(Throwable::getMessage)
                    .asString()
                    .contains("message.timestamp.after.max.ms is 3600000"));
  }

  private Workspace restarting(Pages pages, Delivery delivery) {
    Map<String, String> twice =
        Map.of(
            "restart-strategy.type", "fixed-delay",
            "restart-strategy.fixed-delay.attempts", "5",
            "restart-strategy.fixed-delay.delay", "100 ms");
    Workspace workspace = place.workspace(pages.pipeline(), delivery);
    return workspace.in(workspace.environment().withFlink(twice));
  }

  private static Map<String, String> rows(Map<String, String> more) {
    Map<String, String> settings = new HashMap<>(more);
    settings.put("cleanup.policy", "compact");
    settings.put("message.timestamp.after.max.ms", "" + Long.MAX_VALUE);
    return settings;
  }

  private static String key(String uid) {
    return "{\"uid\":\"" + uid + "\"}";
  }

  /** Pages that users have visited, of which a feature keeps the texts. */
  private record Pages(String topic) {

    String rows() {
      return topic + ".visits";
    }

    Pipeline pipeline() {
      return PipelineBuilder.named("shop").stream(
              "pages",
              s ->
                  s.topic(topic)
                      .column("id", "STRING NOT NULL")
                      .column("at", "TIMESTAMP_LTZ(3) NOT NULL")
                      .column("uid", "STRING NOT NULL")
                      .column("page", "STRING")
                      .id("id")
                      .time("at")
                      .maxAhead("30 d"))
          .features(
              "visits",
              f ->
                  f.entity("uid")
                      .from("pages")
                      .aggregate("pages", "last_n(page, 10)")
                      .topic(rows()))
          .build();
    }

    ProducerRecord<byte[], byte[]> message(String id, Instant at, String uid, String page) {
      String json =
          "{\"id\":\"%s\",\"at\":\"%s\",\"uid\":\"%s\",\"page\":\"%s\"}"
              .formatted(id, at, uid, page);
      return new ProducerRecord<>(topic, json.getBytes(StandardCharsets.UTF_8));
    }
  }

  private static String row(int id, String time) {
    return "{%s,\"event_time\":\"%s\",\"event_id\":\"%d\",\"event_stream\":\"activity\""
        .formatted(ENTITY.formatted(id), time, id);
  }

  private static void assertCompacted(IngestionFixture place) {
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
