package io.tidemark.ingestion.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.event.RejectLayout;
import io.tidemark.ingestion.job.IngestionFixture;
import io.tidemark.ingestion.kafka.KafkaCluster;
import io.tidemark.ingestion.kafka.TransactionFence;
import io.tidemark.lake.Lake;
import io.tidemark.lake.live.WriterLease;
import io.tidemark.lake.live.WriterLeaseCheck;
import io.tidemark.localkafka.EmbeddedKafkaBroker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** A job that was suspended, and wakes up when another one has taken over, sends nothing more. */
class FencedWriterIT {

  private static final WriterLease OLDER = new WriterLease("older");
  private static final WriterLease NEWER = new WriterLease("newer");
  private static final List<String> TABLES = List.of(RejectLayout.NAME);

  @TempDir static Path shared;
  private static EmbeddedKafkaBroker broker;

  @TempDir Path dir;
  private IngestionFixture place;
  private Lake lake;
  private String topic;

  @BeforeAll
  static void start() {
    broker = EmbeddedKafkaBroker.start(shared.resolve("kafka"), 0);
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @BeforeEach
  void make(TestInfo test) {
    place = new IngestionFixture(broker, dir);
    topic = test.getTestMethod().orElseThrow().getName();
    place.create(topic, 1, Map.of());
    lake = place.lake();
    lake.ensureAll(List.of(RejectLayout.table()));
    OLDER.takeOver(lake, TABLES);
  }

  @AfterEach
  void close() {
    lake.close();
  }

  @Test
  void nothingComesBehindTheRowsOfANewerRun() throws Exception {
    FencedWriter older = opened(OLDER);
    older.write(row("older, before"), null);
    older.flush(false);

    NEWER.takeOver(lake, TABLES);
    FencedWriter newer = opened(NEWER);
    newer.write(row("newer"), null);
    newer.flush(false);

    assertThatThrownBy(() -> send(older, "older, after"))
        .isInstanceOf(SuppressRestartsException.class)
        .rootCause()
        .hasMessageContaining("another ingestion of this pipeline (run newer)");
    assertThat(values()).containsExactly("older, before", "newer");
    older.close();
    newer.close();
  }

  @Test
  void whatAnOlderRunHasUnderWayWhenItIsFencedOffIsUndone() throws Exception {
    FencedWriter older = opened(OLDER);
    older.write(row("under way"), null);

    NEWER.takeOver(lake, TABLES);
    try (KafkaCluster cluster = KafkaCluster.connect(place.environment())) {
      cluster.fence(TransactionFence.ids(List.of(topic)), kafka());
    }

    assertThatThrownBy(() -> older.flush(false)).isInstanceOf(SuppressRestartsException.class);
    assertThat(values()).isEmpty();
    older.close();
  }

  /** Kafka names neither the topic nor its message. */
  @Test
  void whatKafkaRefusesIsNamed() throws Exception {
    long ahead = Instant.now().plus(Duration.ofDays(3)).toEpochMilli();
    FencedWriter writer = opened(OLDER, ahead);
    assertThatThrownBy(() -> send(writer, "ahead"))
        .isInstanceOf(IOException.class)
        .rootCause()
        .hasMessageContaining("to topic " + topic + ", dated " + Instant.ofEpochMilli(ahead))
        .hasMessageContaining("out of range");
    writer.close();
  }

  @Test
  void anOlderRunThatStartsOverIsRefused() {
    NEWER.takeOver(lake, TABLES);
    assertThatThrownBy(() -> opened(OLDER)).isInstanceOf(SuppressRestartsException.class);
  }

  private static void send(FencedWriter writer, String value) throws IOException {
    writer.write(row(value), null);
    writer.flush(false);
  }

  private FencedWriter opened(WriterLease run) throws IOException {
    return opened(run, null);
  }

  private FencedWriter opened(WriterLease run, Long dated) throws IOException {
    KafkaRecordSerializationSchema<RowData> messages =
        (row, context, time) ->
            new ProducerRecord<>(
                topic,
                null,
                dated,
                null,
                row.getString(0).toString().getBytes(StandardCharsets.UTF_8));
    FencedWriter writer =
        new FencedWriter(
            kafka(),
            id(),
            messages,
            new WriterLeaseCheck(lake, RejectLayout.table(), run),
            UnregisteredMetricsGroup.createSinkWriterMetricGroup());
    writer.open(null);
    return writer;
  }

  private Properties kafka() {
    Properties properties = new Properties();
    properties.put("bootstrap.servers", place.servers());
    return properties;
  }

  private String id() {
    return TransactionFence.id(topic, 0);
  }

  private static RowData row(String value) {
    return GenericRowData.of(StringData.fromString(value));
  }

  private List<String> values() {
    return place.received(topic).stream()
        .map(ConsumerRecord::value)
        .map(value -> new String(value, StandardCharsets.UTF_8))
        .toList();
  }
}
