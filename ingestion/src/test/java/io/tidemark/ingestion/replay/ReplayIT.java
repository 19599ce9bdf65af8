package io.tidemark.ingestion.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.definition.UserException;
import io.tidemark.event.RejectReason;
import io.tidemark.ingestion.job.IngestionFixture;
import io.tidemark.lake.Lake;
import io.tidemark.lake.ledger.Replay;
import io.tidemark.lake.ledger.Replay.Origin;
import io.tidemark.lake.ledger.Replay.Target;
import io.tidemark.lake.ledger.ReplayLog;
import io.tidemark.localkafka.EmbeddedKafkaBroker;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.apache.iceberg.data.Record;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** Rejects are in their topic again once each, wherever a replay dies and whoever comes between. */
class ReplayIT {

  private static final long ARRIVED = Instant.parse("2026-03-01T12:00:00Z").toEpochMilli();
  private static final int BAD = 10;
  private static final Target ELSEWHERE = new Target("another.stream", 0);
  private static final byte[] KEY = {0, -1, 127};

  @TempDir static Path shared;
  private static EmbeddedKafkaBroker kafka;

  @TempDir Path dir;
  private IngestionFixture place;
  private ReplayFixture shop;

  @BeforeAll
  static void startKafka() {
    kafka = EmbeddedKafkaBroker.start(shared, 0);
  }

  @AfterAll
  static void stopKafka() {
    kafka.close();
  }

  @BeforeEach
  void rejects(TestInfo test) throws Exception {
    place = new IngestionFixture(kafka, dir);
    shop =
        new ReplayFixture(
            kafka.bootstrapServers(), dir, test.getTestMethod().orElseThrow().getName());
    place.create(shop.topic(), 2, Map.of());
    List<ProducerRecord<byte[], byte[]>> messages = new ArrayList<>();
    for (int i = 0; i < BAD; i++) {
      messages.add(message("bad" + i, "customer"));
    }
    messages.add(message("good", "customer_id"));
    messages.add(new ProducerRecord<>(shop.topic(), 0, ARRIVED, KEY, utf8("{")));
    place.send(messages);
    place.ingest(shop.workspace(shop.wrong()));
    assertThat(place.rows("rejects")).hasSize(BAD + 1);
  }

  @Test
  void onceWhereverTheProcessIsKilled() throws Exception {
    kill(ReplayStatus.INTENDED);
    assertThat(replayed()).isEmpty();
    kill(ReplayStatus.SENT);
    assertThat(replayed()).isEmpty();
    kill(ReplayStatus.COMMITTED);
    assertThat(replayed()).hasSize(BAD);

    ReplayResult last = shop.replay("last", step -> {});
    assertThat(last.found()).isEqualTo(BAD);
    assertThat(last.count(ReplayOutcome.SENT)).isZero();
    assertThat(last.count(ReplayOutcome.SENT_BEFORE)).isEqualTo(BAD);
    assertThat(last.still().get(RejectReason.MALFORMED).count()).isEqualTo(1);
    assertOnce();

    ReplayResult again = shop.replay("again", step -> {});
    assertThat(again.found() + again.count(ReplayOutcome.SENT)).isZero();
    assertOnce();
  }

  @Test
  void onceWhenAnotherReplayComesBetween() throws Exception {
    overtaken(ReplayStatus.INTENDED);
    assertOnce();
  }

  @Test
  void onceWhenAnotherReplayRecordsWhatThisOneSent() throws Exception {
    overtaken(ReplayStatus.COMMITTED);
    assertOnce();
  }

  @Test
  void whatComesBackIsTraceableAndNotSentForEver() throws Exception {
    shop.replay("first", step -> {});
    place.ingest(shop.workspace(shop.wrong()));
    assertThat(place.rows("rejects")).hasSize(BAD + 1 + BAD);

    ReplayResult second = shop.replay("second", step -> {});
    assertThat(second.count(ReplayOutcome.CAME_BACK)).isEqualTo(BAD);
    assertThat(second.count(ReplayOutcome.SENT)).isZero();
    assertOnce();

    ReplayJob job = new ReplayJob(shop.workspace(shop.corrected()), step -> {});
    assertThat(job.plan(ReplayFixture.selection(true)).count(ReplayOutcome.SENT)).isEqualTo(BAD);
    assertThat(job.run(ReplayFixture.selection(true), "third").count(ReplayOutcome.SENT))
        .isEqualTo(BAD);
    assertThat(job.run(ReplayFixture.selection(true), "fourth").count(ReplayOutcome.SENT)).isZero();
    assertThat(replayed().stream().filter(m -> trail(m).size() == 2))
        .hasSize(BAD)
        .allSatisfy(m -> assertThat(trail(m).get(0)).isIn(origins()));
  }

  @Test
  void whatWasSentToATopicOfAnotherStreamIsStillToBeSent() throws Exception {
    try (Lake lake = place.lake()) {
      List<Replay> elsewhere =
          place.rows("rejects").stream()
              .map(r -> new Replay("first", origin(r), ELSEWHERE, 0, OptionalLong.empty()))
              .toList();
      ReplayLog replays = ReplayLog.of(lake);
      replays.intend(elsewhere);
      replays.settle(elsewhere.stream().map(r -> r.at(3)).toList(), List.of());
    }
    assertThat(shop.replay("second", step -> {}).count(ReplayOutcome.SENT)).isEqualTo(BAD);
    assertThat(replayed()).hasSize(BAD);
    assertThat(shop.replay("third", step -> {}).count(ReplayOutcome.SENT_BEFORE)).isEqualTo(BAD);
  }

  private static Origin origin(Record reject) {
    return new Origin(
        (String) reject.getField("_kafka_topic"),
        (Integer) reject.getField("_kafka_partition"),
        (Long) reject.getField("_kafka_offset"));
  }

  /** A second replay runs while the first is at that step; the first one ends with a reason. */
  /** Kafka would refuse one of them, and with it its transaction, at every call. */
  @Test
  void whatTheTopicRefusesByItsDateIsNotSentAndCounted() throws Exception {
    place.alter(shop.topic(), "message.timestamp.before.max.ms", "3600000");
    ReplayResult result = shop.replay("dated", step -> {});
    assertThat(result.count(ReplayOutcome.TIME_REFUSED)).isEqualTo(BAD);
    assertThat(result.count(ReplayOutcome.SENT)).isZero();
    place.alter(shop.topic(), "message.timestamp.before.max.ms", "" + Long.MAX_VALUE);
    assertThat(shop.replay("again", step -> {}).count(ReplayOutcome.SENT)).isEqualTo(BAD);
  }

  private void overtaken(ReplayStatus at) {
    AtomicBoolean first = new AtomicBoolean(true);
    Consumer<ReplayStatus> meanwhile =
        step -> {
          if (step == at && first.getAndSet(false)) {
            try {
              shop.replay("second", s -> {});
            } catch (Exception e) {
              throw new IllegalStateException(e);
            }
          }
        };
    assertThatThrownBy(() -> shop.replay("first", meanwhile))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("another replay");
  }

  /** Each reject that can be accepted is in the topic once, as it was, and in the table once. */
  private void assertOnce() throws Exception {
    List<ConsumerRecord<byte[], byte[]>> replayed = replayed();
    assertThat(replayed)
        .extracting(m -> trail(m).get(0))
        .containsExactlyInAnyOrderElementsOf(origins());
    for (ConsumerRecord<byte[], byte[]> message : replayed) {
      ConsumerRecord<byte[], byte[]> original = original(trail(message).get(0));
      assertThat(message.key()).isEqualTo(original.key());
      assertThat(message.value()).isEqualTo(original.value());
      assertThat(message.timestamp()).isEqualTo(original.timestamp());
      assertThat(message.partition()).isEqualTo(original.partition());
      assertThat(message.headers().toArray()).startsWith(original.headers().toArray());
    }
    assertThat(place.rows("replays"))
        .filteredOn(r -> r.getField("state").equals("SENT"))
        .extracting(
            r -> of(r) + " at " + r.getField("sent_partition") + "/" + r.getField("sent_offset"))
        .containsExactlyInAnyOrderElementsOf(
            replayed.stream()
                .map(m -> trail(m).get(0) + " at " + m.partition() + "/" + m.offset())
                .toList());
  }

  private List<ConsumerRecord<byte[], byte[]>> replayed() {
    return place.received(shop.topic()).stream().filter(m -> !trail(m).isEmpty()).toList();
  }

  /** Coordinates of the rejects that the corrected definition accepts. */
  private List<String> origins() {
    return place.received(shop.topic()).stream()
        .filter(m -> trail(m).isEmpty())
        .filter(m -> new String(m.value(), StandardCharsets.UTF_8).contains("bad"))
        .map(ReplayIT::coordinates)
        .toList();
  }

  private ConsumerRecord<byte[], byte[]> original(String coordinates) {
    return place.received(shop.topic()).stream()
        .filter(m -> coordinates(m).equals(coordinates))
        .findFirst()
        .orElseThrow();
  }

  private static String coordinates(ConsumerRecord<byte[], byte[]> m) {
    return m.topic() + "-" + m.partition() + "-" + m.offset();
  }

  private static List<String> trail(ConsumerRecord<byte[], byte[]> message) {
    List<String> trail = new ArrayList<>();
    for (Header header : message.headers().headers("tidemark.replay.of")) {
      trail.add(new String(header.value(), StandardCharsets.UTF_8));
    }
    return trail;
  }

  private static String of(Record row) {
    return row.getField("_kafka_topic")
        + "-"
        + row.getField("_kafka_partition")
        + "-"
        + row.getField("_kafka_offset");
  }

  private void kill(ReplayStatus step) throws Exception {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx512m",
            "-XX:TieredStopAtLevel=1",
            "--add-opens=java.base/java.util=ALL-UNNAMED",
            "--add-opens=java.base/java.nio=ALL-UNNAMED",
            "-Dlog4j2.configurationFile=" + System.getProperty("log4j2.configurationFile"),
            "-cp",
            System.getProperty("java.class.path"),
            KilledReplayMain.class.getName(),
            shop.servers(),
            dir.toString(),
            shop.topic(),
            step.name());
    Path output = dir.resolve("killed.log");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as("killed at " + step).isEqualTo(KilledReplayMain.KILLED);
  }

  private ProducerRecord<byte[], byte[]> message(String id, String customer) {
    String value =
        "{\"event_id\":\"%s\",\"occurred_at\":\"2026-03-01T10:00:05Z\",\"%s\":7}"
            .formatted(id, customer);
    ProducerRecord<byte[], byte[]> message =
        new ProducerRecord<>(
            shop.topic(), Math.floorMod(id.hashCode(), 2), ARRIVED, KEY, utf8(value));
    message.headers().add("trace", new byte[] {1}).add("empty", null).add("trace", new byte[] {2});
    return message;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
