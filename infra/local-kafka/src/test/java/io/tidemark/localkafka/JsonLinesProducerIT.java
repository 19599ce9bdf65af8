package io.tidemark.localkafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.localkafka.JsonLinesProducer.Target;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

class JsonLinesProducerIT {

  private static final String EVENT =
      "{\"actor\":{\"id\":7,\"login\":\"Zoë\"},\"at\":\"2018-01-01T11:00:00Z\"}";

  @TempDir static Path data;
  private static EmbeddedKafkaBroker kafka;

  @TempDir Path dir;
  private String topic;

  @BeforeAll
  static void start() {
    kafka = EmbeddedKafkaBroker.start(data, 0);
  }

  @AfterAll
  static void stop() {
    kafka.close();
  }

  @BeforeEach
  void createTopic(TestInfo test) {
    topic = test.getTestMethod().orElseThrow().getName();
    try (TopicAdmin topics = new TopicAdmin(kafka.bootstrapServers())) {
      topics.create(topic, 1, Map.of());
    }
  }

  @Test
  void takesKeyAndTimestampFromTheMessage() {
    send(keyedAndDated(), Stream.of(EVENT));
    var record = ReceivedRecords.all(kafka, topic).get(0);
    assertThat(ReceivedRecords.text(record.key())).isEqualTo("Zoë");
    assertThat(ReceivedRecords.text(record.value())).isEqualTo(EVENT);
    assertThat(Instant.ofEpochMilli(record.timestamp())).isEqualTo("2018-01-01T11:00:00Z");
  }

  @Test
  void sendsAFileByteForByte() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes((EVENT + "\n\n{\"actor\":\r\n").getBytes(StandardCharsets.UTF_8));
    bytes.writeBytes(new byte[] {(byte) 0xff, '\n', '[', ']'});
    Path file = Files.write(dir.resolve("events.jsonl"), bytes.toByteArray());

    SendResult sent;
    try (var producer = producer(keyedAndDated(), 0, SendProgressListener.NONE)) {
      sent = producer.send(file);
    }

    var records = ReceivedRecords.all(kafka, topic);
    assertThat(records)
        .extracting(r -> ReceivedRecords.text(r.key()))
        .containsExactly("Zoë", null, null, null, null);
    assertThat(records.get(1).value()).isNull();
    assertThat(ReceivedRecords.text(records.get(2).value())).isEqualTo("{\"actor\":\r");
    assertThat(records.get(3).value()).isEqualTo(new byte[] {(byte) 0xff});
    assertThat(ReceivedRecords.text(records.get(4).value())).isEqualTo("[]");
    assertThat(sent).isEqualTo(new SendResult(5, bytes.size() - 4));
  }

  @Test
  void datesAMessageWithoutATimeNow() {
    Instant before = Instant.now();
    send(keyedAndDated(), Stream.of("{\"at\":\"yesterday\"}", "{\"at\":\"1918-01-01T00:00:00Z\"}"));
    assertThat(ReceivedRecords.all(kafka, topic))
        .allSatisfy(
            r ->
                assertThat(Instant.ofEpochMilli(r.timestamp()))
                    .isBetween(before.minusMillis(1), Instant.now()));
  }

  @Test
  void keepsToItsRateAndReportsProgress() {
    List<Long> seen = new ArrayList<>();
    long start = System.nanoTime();
    try (var producer = producer(plain(), 100, (messages, bytes) -> seen.add(messages))) {
      producer.send(IntStream.range(0, 101).mapToObj(i -> "{}"));
    }
    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    assertThat(seen).hasSizeGreaterThan(2).isSorted().endsWith(101L);
  }

  @Test
  void saysThatTheTopicIsMissing() {
    topic = "nothing";
    assertThatThrownBy(() -> send(plain(), Stream.of("{}")))
        .isInstanceOf(LocalKafkaException.class)
        .hasMessage(
            "Topic nothing does not exist at %s: create it first.", kafka.bootstrapServers());
  }

  @Test
  void saysThatNoBrokerAnswers() {
    String servers = "127.0.0.1:" + PortFinder.free(1).get(0);
    Map<String, String> nobody =
        Map.of("bootstrap.servers", servers, "default.api.timeout.ms", "1000");
    long start = System.nanoTime();
    try (var producer = new JsonLinesProducer(nobody, plain(), 0, SendProgressListener.NONE)) {
      assertThatThrownBy(() -> producer.send(Stream.of("{}")))
          .isInstanceOf(LocalKafkaException.class)
          .hasMessageStartingWith("No Kafka answers at %s within 1 s: ", servers);
    }
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
  }

  @Test
  void saysThatAServerIsUnknown() {
    Map<String, String> unknown = Map.of("bootstrap.servers", "no.such.host.invalid:9092");
    assertThatThrownBy(() -> new JsonLinesProducer(unknown, plain(), 0, SendProgressListener.NONE))
        .isInstanceOf(LocalKafkaException.class)
        .hasMessageContaining("no.such.host.invalid:9092");
  }

  @Test
  void saysThatAMessageIsRefused() {
    String huge = "x".repeat(2_000_000);
    assertThatThrownBy(() -> send(plain(), Stream.of(huge)))
        .isInstanceOf(LocalKafkaException.class)
        .hasMessageContaining("refused a message");
  }

  @Test
  void saysThatTheFileCannotBeRead() {
    try (var producer = producer(plain(), 0, SendProgressListener.NONE)) {
      assertThatThrownBy(() -> producer.send(dir.resolve("nothing.jsonl")))
          .isInstanceOf(LocalKafkaException.class)
          .hasMessageContaining("nothing.jsonl");
    }
  }

  private void send(Target target, Stream<String> lines) {
    try (var producer = producer(target, 0, SendProgressListener.NONE)) {
      producer.send(lines);
    }
  }

  private JsonLinesProducer producer(Target target, double rate, SendProgressListener progress) {
    return new JsonLinesProducer(
        Map.of("bootstrap.servers", kafka.bootstrapServers()), target, rate, progress);
  }

  private Target plain() {
    return new Target(topic, Optional.empty(), Optional.empty());
  }

  private Target keyedAndDated() {
    return new Target(
        topic, Optional.of(JsonPath.of("actor.login")), Optional.of(JsonPath.of("at")));
  }
}
