package io.tidemark.ingestion.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.definition.Environment;
import io.tidemark.definition.Environment.Delivery;
import io.tidemark.definition.UserException;
import io.tidemark.ingestion.replay.ReplayFixture;
import io.tidemark.localkafka.EmbeddedKafkaBroker;
import io.tidemark.pipeline.Workspace;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** Rejects in the dead-letter topic, as any tool for Kafka Connect's dead letters reads them. */
class DeadLettersIT {

  private static final long ARRIVED = Instant.parse("2026-03-01T12:00:00Z").toEpochMilli();
  private static final int MAX_MESSAGE = 10 * 1024 * 1024;
  private static final byte[] KEY = {0, -1, 127};

  @TempDir static Path shared;
  private static EmbeddedKafkaBroker kafka;

  @TempDir Path dir;
  private IngestionFixture place;
  private ReplayFixture shop;
  private String deadLetters;

  @BeforeAll
  static void startKafka() {
    kafka = EmbeddedKafkaBroker.start(shared, 0);
  }

  @AfterAll
  static void stopKafka() {
    kafka.close();
  }

  @BeforeEach
  void shop(TestInfo test) {
    place = new IngestionFixture(kafka, dir);
    String name = test.getTestMethod().orElseThrow().getName();
    shop = new ReplayFixture(kafka.bootstrapServers(), dir, name);
    deadLetters = name + ".dead-letters";
    place.create(name, 1, Map.of("max.message.bytes", String.valueOf(MAX_MESSAGE)));
  }

  @Test
  void theyAreAsTheyCameWithTheHeadersOfConnect() throws Exception {
    long before = System.currentTimeMillis();
    byte[] nearlyTooLarge = new byte[MAX_MESSAGE - 1000];
    send(rejected(utf8("{")), rejected(nearlyTooLarge), rejected(null));
    place.ingest(workspace(Delivery.EXACTLY_ONCE));

    List<ConsumerRecord<byte[], byte[]>> letters = letters();
    assertThat(letters)
        .extracting(ConsumerRecord::value)
        .containsExactlyInAnyOrder(utf8("{"), nearlyTooLarge, null);
    assertThat(letters).allSatisfy(m -> assertThat(m.key()).isEqualTo(KEY));
    assertThat(letters)
        .as("retention deletes by date what has just been written")
        .allSatisfy(m -> assertThat(m.timestamp()).isGreaterThanOrEqualTo(before));
    ConsumerRecord<byte[], byte[]> first = withOffset(letters, 0);
    List<String> headers = new ArrayList<>();
    first.headers().forEach(h -> headers.add(h.key() + "=" + text(h)));
    String detail =
        String.valueOf(
            place.rows("rejects").stream()
                .filter(r -> r.getField("_kafka_offset").equals(0L))
                .findFirst()
                .orElseThrow()
                .getField("detail"));
    assertThat(headers)
        .containsExactly(
            "trace=1",
            "trace=2",
            "empty=null",
            "tidemark.dead-letter.timestamp=" + ARRIVED,
            "__connect.errors.topic=" + shop.topic(),
            "__connect.errors.partition=0",
            "__connect.errors.offset=0",
            "__connect.errors.connector.name=tidemark-shop-activity",
            "__connect.errors.stage=VALUE_CONVERTER",
            "__connect.errors.class.name=io.tidemark.event.EventDecoder",
            "__connect.errors.exception.class.name=io.tidemark.event.RejectedException",
            "__connect.errors.exception.message=MALFORMED: " + detail);
  }

  @Test
  void oneThatTheTopicDoesNotTakeGoesWithoutItsBytes() throws Exception {
    place.create(deadLetters, 1, Map.of("max.message.bytes", "10000"));
    send(rejected(new byte[9_000]), rejected(new byte[11_000]));
    place.ingest(workspace(Delivery.AT_LEAST_ONCE));

    assertThat(withOffset(letters(), 0).value()).hasSize(9_000);
    ConsumerRecord<byte[], byte[]> large = withOffset(letters(), 1);
    assertThat(large.value()).isNull();
    assertThat(large.key()).isNull();
    assertThat(text(large.headers().lastHeader("tidemark.dead-letter.left-out")))
        .contains("11000 bytes", "10000 bytes", "rejects");
    assertThat(place.rows("rejects")).hasSize(2);
  }

  @Test
  void oneThatDoesNotFitWithoutItsBytesEitherEndsNothing() throws Exception {
    place.create(deadLetters, 1, Map.of("max.message.bytes", "200"));
    send(rejected(new byte[10]));
    place.ingest(workspace(Delivery.EXACTLY_ONCE));
    assertThat(letters()).isEmpty();
    assertThat(place.rows("rejects")).hasSize(1);
  }

  @Test
  void aTopicThatLosesLettersOrMakesACircleIsRefused() {
    place.create(
        deadLetters,
        1,
        Map.of("cleanup.policy", "compact", "message.timestamp.before.max.ms", "1000"));
    assertThatThrownBy(() -> place.ingest(workspace(Delivery.AT_LEAST_ONCE)))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("it is compacted")
        .hasMessageContaining("message.timestamp.before.max.ms is 1000");
    deadLetters = shop.topic();
    assertThatThrownBy(() -> place.ingest(workspace(Delivery.AT_LEAST_ONCE)))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("uses it already");
    assertThat(place.tables()).isEmpty();
  }

  /** The definition that rejects the messages, with a topic for them. */
  private Workspace workspace(Delivery delivery) {
    Environment e = place.environment(Map.of(), delivery);
    return new Workspace(
        shop.wrong(),
        new Environment(
            e.kafka(),
            e.catalogName(),
            e.catalog(),
            e.namespace(),
            e.checkpoints(),
            e.checkpointInterval(),
            e.parallelism(),
            delivery,
            Optional.of(deadLetters),
            e.flink()));
  }

  private List<ConsumerRecord<byte[], byte[]>> letters() {
    return place.received(deadLetters);
  }

  private static ConsumerRecord<byte[], byte[]> withOffset(
      List<ConsumerRecord<byte[], byte[]>> letters, long offset) {
    return letters.stream()
        .filter(m -> text(m.headers().lastHeader("__connect.errors.offset")).equals("" + offset))
        .findFirst()
        .orElseThrow();
  }

  private ProducerRecord<byte[], byte[]> rejected(byte[] value) {
    ProducerRecord<byte[], byte[]> message =
        new ProducerRecord<>(shop.topic(), 0, ARRIVED, KEY, value);
    message.headers().add("trace", utf8("1")).add("trace", utf8("2")).add("empty", null);
    return message;
  }

  @SafeVarargs
  private void send(ProducerRecord<byte[], byte[]>... messages) throws Exception {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", place.servers(), "max.request.size", 2 * MAX_MESSAGE);
    try (var producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      for (ProducerRecord<byte[], byte[]> message : messages) {
        producer.send(message).get();
      }
    }
  }

  private static String text(Header header) {
    return header.value() == null ? "null" : new String(header.value(), StandardCharsets.UTF_8);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
