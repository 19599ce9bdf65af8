package io.tidemark.localkafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaBrokerIT {

  @TempDir Path dir;

  @Test
  void keepsItsDataOverARestartOnAnotherPort() {
    int firstPort;
    try (EmbeddedKafkaBroker kafka = EmbeddedKafkaBroker.start(dir, 0)) {
      firstPort = kafka.port();
      create(kafka, "events", 1);
      produce(kafka, "events", "one", "two");
      assertThat(ReceivedRecords.values(kafka, "events")).containsExactly("one", "two");
    }
    try (EmbeddedKafkaBroker kafka = EmbeddedKafkaBroker.start(dir, 0)) {
      assertThat(kafka.port()).isNotEqualTo(firstPort);
      produce(kafka, "events", "three");
      assertThat(ReceivedRecords.values(kafka, "events")).containsExactly("one", "two", "three");
    }
  }

  @Test
  void createsTopicsWithTheirSettingsAndKnowsTheirEnds() {
    try (EmbeddedKafkaBroker kafka = EmbeddedKafkaBroker.start(dir, 0);
        TopicAdmin topics = new TopicAdmin(kafka.bootstrapServers())) {
      Map<String, String> compacted = Map.of("cleanup.policy", "compact");
      assertThat(topics.exists("rows")).isFalse();
      assertThat(topics.create("rows", 3, compacted)).isTrue();
      assertThat(topics.create("rows", 5, compacted)).isFalse();
      assertThat(topics.exists("rows")).isTrue();
      assertThat(topics.endOffsets("rows")).isEqualTo(Map.of(0, 0L, 1, 0L, 2, 0L));
      assertThatThrownBy(() -> topics.endOffsets("nothing"))
          .isInstanceOf(LocalKafkaException.class)
          .hasMessageContaining("Topic nothing does not exist");
    }
  }

  @Test
  void takesAndKeepsAnyTimeOfThePast() {
    try (EmbeddedKafkaBroker kafka = EmbeddedKafkaBroker.start(dir, 0)) {
      create(kafka, "events", 1);
      List<Long> times = List.of(0L, 1_514_804_400_000L);
      times.forEach(time -> send(kafka, "events", time));
      assertThat(ReceivedRecords.all(kafka, "events"))
          .extracting(r -> r.timestamp())
          .isEqualTo(times);
    }
  }

  @Test
  void refusesWhatIsAheadUnlessTheTopicTakesIt() {
    long ahead = 253_402_300_799_000L;
    try (EmbeddedKafkaBroker kafka = EmbeddedKafkaBroker.start(dir, 0);
        TopicAdmin topics = new TopicAdmin(kafka.bootstrapServers())) {
      create(kafka, "events", 1);
      assertThatThrownBy(() -> send(kafka, "events", ahead))
          .isInstanceOf(LocalKafkaException.class)
          .hasMessageContaining("topic events takes none dated 9999-12-31T23:59:59Z")
          .hasMessageContaining("message.timestamp.after.max.ms");
      topics.create("open", 1, Map.of("message.timestamp.after.max.ms", "" + Long.MAX_VALUE));
      send(kafka, "open", ahead);
      assertThat(ReceivedRecords.all(kafka, "open")).hasSize(1);
    }
  }

  private static void send(EmbeddedKafkaBroker kafka, String topic, long time) {
    try (RateLimitedProducer producing =
        new RateLimitedProducer(client(kafka), 0, SendProgressListener.NONE)) {
      producing.send(
          List.of(new ProducerRecord<byte[], byte[]>(topic, null, time, null, new byte[1]))
              .iterator());
    }
  }

  @Test
  void saysThatThePortOrTheDirectoryIsTaken() throws Exception {
    try (EmbeddedKafkaBroker kafka = EmbeddedKafkaBroker.start(dir.resolve("kafka"), 0);
        ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> EmbeddedKafkaBroker.start(dir.resolve("other"), kafka.port()))
          .isInstanceOf(LocalKafkaException.class)
          .hasMessage(
              "Port %d is taken: stop what listens there, or choose another port.", kafka.port());
      assertThatThrownBy(
              () -> EmbeddedKafkaBroker.start(dir.resolve("other"), other.getLocalPort()))
          .hasMessageContaining("is taken");
      assertThatThrownBy(() -> EmbeddedKafkaBroker.start(dir.resolve("kafka"), 0))
          .isInstanceOf(LocalKafkaException.class)
          .hasMessageContaining("Another Kafka is running on");
    }
  }

  private static void create(EmbeddedKafkaBroker kafka, String topic, int partitions) {
    try (TopicAdmin topics = new TopicAdmin(kafka.bootstrapServers())) {
      topics.create(topic, partitions, Map.of());
    }
  }

  private static void produce(EmbeddedKafkaBroker kafka, String topic, String... lines) {
    var target = new JsonLinesProducer.Target(topic, Optional.empty(), Optional.empty());
    try (var producer =
        new JsonLinesProducer(client(kafka), target, 0, SendProgressListener.NONE)) {
      producer.send(Stream.of(lines));
    }
  }

  private static Map<String, String> client(EmbeddedKafkaBroker kafka) {
    return Map.of("bootstrap.servers", kafka.bootstrapServers());
  }
}
