package io.tidemark.ingestion.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.definition.Environment;
import io.tidemark.definition.Environment.Delivery;
import io.tidemark.definition.UserException;
import io.tidemark.event.RejectLayout;
import io.tidemark.ingestion.job.IngestionFixture;
import io.tidemark.lake.Lake;
import io.tidemark.lake.live.WriterLease;
import io.tidemark.lake.live.WriterLeaseCheck;
import io.tidemark.localkafka.EmbeddedKafkaBroker;
import io.tidemark.metric.JobMetric;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.flink.connector.kafka.sink.internal.FlinkKafkaInternalProducer;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/**
 * A transaction that Kafka gives up before it is committed is not lost without a word; one that was
 * committed before a restart is not said to be lost.
 */
class LostTransactionIT {

  private static final WriterLease RUN = new WriterLease("run");
  private static final List<String> TABLES = List.of(RejectLayout.NAME);
  private static final String SHORT = "1000";
  private static final String LONG = "600000";

  @TempDir static Path shared;
  private static EmbeddedKafkaBroker broker;

  @TempDir Path dir;
  private final CommitterFixture context = new CommitterFixture();
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
    RUN.takeOver(lake, TABLES);
  }

  @AfterEach
  void close() {
    lake.close();
  }

  /** As of a job that was down for longer than the timeout. */
  @Test
  void oneThatHasTimedOutIsCounted() throws Exception {
    KafkaCommittable old = restored(precommitted(SHORT));
    awaitAborted();
    commit(old, Map.of());
    assertThat(lost()).isEqualTo(1);
    assertThat(values()).isEmpty();
  }

  /** As of a checkpoint that took longer than the timeout. */
  @Test
  void soIsOneOfAJobThatRuns() throws Exception {
    try (FlinkKafkaInternalProducer<byte[], byte[]> producer = precommitted(SHORT)) {
      awaitAborted();
      commit(KafkaCommittable.of(producer), Map.of());
    }
    assertThat(lost()).isEqualTo(1);
  }

  @Test
  void aJobThatIsToFailSaysHowTheRowsAreSentAgain() throws Exception {
    KafkaCommittable lost = restored(precommitted(SHORT));
    awaitAborted();
    Map<String, String> failing = Map.of(TopicSinkFactory.FAIL_ON_LOSS.key(), "true");
    for (int start = 1; start <= 2; start++) {
      assertThatThrownBy(() -> commit(lost, failing))
          .as("start %d", start)
          .isInstanceOf(SuppressRestartsException.class)
          .cause()
          .isInstanceOf(UserException.class)
          .hasMessageContaining("topic " + topic)
          .hasMessageContaining("given up transaction " + topic + "-0")
          .hasMessageContaining("table rejects has rows")
          .hasMessageContaining("--roll-back");
    }
  }

  /** The newer one reads from before these rows, or has taken them back. */
  @Test
  void oneOfASupersededRunIsTheNewerOnes() throws Exception {
    KafkaCommittable lost = restored(precommitted(SHORT));
    awaitAborted();
    new WriterLease("newer").takeOver(lake, TABLES);
    assertThatThrownBy(() -> commit(lost, Map.of()))
        .isInstanceOf(SuppressRestartsException.class)
        .hasStackTraceContaining("run newer");
    assertThat(lost()).isZero();
  }

  /** The restart finds it in its checkpoint, and cannot know. */
  @Test
  void oneThatWasCommittedBeforeARestartIsNotLost() throws Exception {
    KafkaCommittable done = committed();
    commit(done, Map.of());
    assertThat(lost()).isZero();
    assertThat(values()).containsExactly("row");
  }

  @Test
  void norIsOneWhoseIdWasUsedAgain() throws Exception {
    KafkaCommittable done = committed();
    FlinkKafkaInternalProducer<byte[], byte[]> next = precommitted(LONG);
    commit(done, Map.of());
    assertThat(lost()).as("in a transaction that is open").isZero();
    next.abortTransaction();
    restored(next);
    commit(done, Map.of());
    assertThat(lost()).as("in one that its writer has aborted").isZero();
    assertThat(values()).containsExactly("row");
  }

  @Test
  void norIsOneWhoseIdWasThatOfALostOne() throws Exception {
    KafkaCommittable done = committed();
    restored(precommitted(SHORT));
    awaitAborted();
    commit(done, Map.of());
    assertThat(lost()).isZero();
    assertThat(values()).containsExactly("row");
  }

  private KafkaCommittable committed() throws Exception {
    FlinkKafkaInternalProducer<byte[], byte[]> producer = precommitted(LONG);
    KafkaCommittable state = state(producer);
    commit(KafkaCommittable.of(producer), Map.of());
    producer.close();
    return state;
  }

  private FlinkKafkaInternalProducer<byte[], byte[]> precommitted(String timeout) {
    Properties properties = new Properties();
    properties.put("bootstrap.servers", place.servers());
    properties.put("transaction.timeout.ms", timeout);
    properties.put("key.serializer", ByteArraySerializer.class.getName());
    properties.put("value.serializer", ByteArraySerializer.class.getName());
    FlinkKafkaInternalProducer<byte[], byte[]> producer =
        new FlinkKafkaInternalProducer<>(properties, topic + "-0");
    producer.initTransactions();
    producer.beginTransaction();
    producer.send(new ProducerRecord<>(topic, "row".getBytes(StandardCharsets.UTF_8)));
    producer.flush();
    producer.precommitTransaction();
    return producer;
  }

  /** What the state of a job that has died has of its transaction. */
  private static KafkaCommittable restored(FlinkKafkaInternalProducer<byte[], byte[]> producer) {
    producer.close();
    return state(producer);
  }

  private static KafkaCommittable state(FlinkKafkaInternalProducer<byte[], byte[]> producer) {
    return new KafkaCommittable(
        producer.getProducerId(), producer.getEpoch(), producer.getTransactionalId(), null);
  }

  private void awaitAborted() throws Exception {
    try (Admin admin = Admin.create(Map.<String, Object>of("bootstrap.servers", place.servers()))) {
      String id = topic + "-0";
      while (admin.describeTransactions(List.of(id)).description(id).get().state()
          != TransactionState.COMPLETE_ABORT) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
      }
    }
  }

  private void commit(KafkaCommittable transaction, Map<String, String> flink) throws Exception {
    Map<String, String> client = Map.of("transaction.timeout.ms", LONG);
    Environment environment =
        place.environment(client, Delivery.EXACTLY_ONCE).withFlink(new HashMap<>(flink));
    Properties properties = new Properties();
    properties.putAll(environment.kafka());
    FencedSink sink =
        TopicSinkFactory.of(
            environment,
            topic,
            properties,
            topic,
            new DeadLetterSerializationSchema(topic, "group", environment.kafka()),
            new WriterLeaseCheck(lake, RejectLayout.table(), RUN));
    try (Committer<KafkaCommittable> committer = sink.createCommitter(context)) {
      committer.commit(List.of(new CommitterFixture.Request<>(transaction)));
    }
  }

  private long lost() {
    return context.count(JobMetric.LOST_TRANSACTIONS.metric());
  }

  private List<String> values() {
    return place.received(topic).stream()
        .map(ConsumerRecord::value)
        .map(value -> new String(value, StandardCharsets.UTF_8))
        .toList();
  }
}
