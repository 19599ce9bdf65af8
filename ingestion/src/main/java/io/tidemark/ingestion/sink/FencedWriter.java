package io.tidemark.ingestion.sink;

import io.tidemark.ingestion.kafka.MessageSizeLimit;
import io.tidemark.ingestion.kafka.TransactionFence;
import io.tidemark.lake.live.WriterLeaseCheck;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Properties;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.api.common.serialization.SerializationSchema.InitializationContext;
import org.apache.flink.api.connector.sink2.CommittingSinkWriter;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaWriterState;
import org.apache.flink.metrics.groups.SinkWriterMetricGroup;
import org.apache.flink.table.data.RowData;
import org.apache.flink.util.ExceptionUtils;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;

/**
 * At-least-once writer that sends in transactions for the sake of their id. Opening a writer fences
 * off all earlier ones of that id, so that nothing of theirs comes behind what it sends (KIP-98).
 *
 * <p>A transaction is committed with every checkpoint, before that is complete, and every ten
 * seconds, far below its timeout. Readers with {@code read_committed} see its rows then, all others
 * at once. {@link WriterLeaseCheck} tells a fenced writer which run has superseded it.
 */
final class FencedWriter
    implements StatefulSinkWriter<RowData, KafkaWriterState>,
        CommittingSinkWriter<RowData, KafkaCommittable> {

  /** Interval of commits, far below Kafka's default timeout of a transaction, one minute. */
  static final Duration COMMIT = Duration.ofSeconds(10);

  private final KafkaProducer<byte[], byte[]> producer;
  private final KafkaRecordSerializationSchema<RowData> messages;
  private final WriterLeaseCheck owner;
  private final SinkWriterMetricGroup metrics;

  private boolean inTransaction;
  private volatile Exception failure;

  /**
   * @param kafka the producer's properties
   * @param id of its transactions
   */
  FencedWriter(
      Properties kafka,
      String id,
      KafkaRecordSerializationSchema<RowData> messages,
      WriterLeaseCheck owner,
      SinkWriterMetricGroup metrics) {
    this.producer = TransactionFence.producer(kafka, id);
    this.messages = messages;
    this.owner = owner;
    this.metrics = metrics;
  }

  /**
   * Fences off earlier writers, then checks the lease. In this order nothing is missed: a later run
   * takes the table before it fences, so either it fences this writer, or the check sees it.
   */
  void open(InitializationContext context) throws IOException {
    try {
      messages.open(context, null);
      producer.initTransactions();
      owner.require();
    } catch (Exception e) {
      producer.close(Duration.ZERO);
      ExceptionUtils.rethrowIOException(e);
    }
  }

  void commitRegularly(ProcessingTimeService timers) {
    timers.registerTimer(
        timers.getCurrentProcessingTime() + COMMIT.toMillis(),
        time -> {
          commit();
          commitRegularly(timers);
        });
  }

  @Override
  public void write(RowData row, Context context) throws IOException {
    requireSent();
    try {
      ProducerRecord<byte[], byte[]> message = messages.serialize(row, null, null);
      if (message != null) {
        send(message);
      }
    } catch (KafkaException e) {
      throw failed(failure == null ? e : failure);
    }
  }

  private void send(ProducerRecord<byte[], byte[]> message) {
    begin();
    producer.send(message, (done, e) -> sent(message, e));
    metrics.getNumRecordsSendCounter().inc();
  }

  private void begin() {
    if (!inTransaction) {
      producer.beginTransaction();
      inTransaction = true;
    }
  }

  /** Adds topic, size and date of the message, which most of Kafka's refusals do not name. */
  private void sent(ProducerRecord<byte[], byte[]> message, Exception e) {
    if (e != null && failure == null) {
      KafkaException refused = new KafkaException(described(message) + ": " + e.getMessage());
      refused.addSuppressed(e);
      failure = refused;
      metrics.getNumRecordsSendErrorsCounter().inc();
    }
  }

  private static String described(ProducerRecord<byte[], byte[]> message) {
    return "a message of %d bytes to topic %s, dated %s"
        .formatted(
            MessageSizeLimit.bytesOf(message),
            message.topic(),
            message.timestamp() == null ? "now" : Instant.ofEpochMilli(message.timestamp()));
  }

  @Override
  public void flush(boolean endOfInput) throws IOException {
    commit();
  }

  private void commit() throws IOException {
    if (!inTransaction) {
      return;
    }
    try {
      producer.commitTransaction();
      inTransaction = false;
    } catch (KafkaException e) {
      // what was refused says more than that the transaction was therefore
      throw failed(failure == null ? e : failure);
    }
    requireSent();
  }

  private void requireSent() throws IOException {
    if (failure != null) {
      throw failed(failure);
    }
  }

  /** Names the run that has superseded this one, if that is why Kafka refuses. */
  private IOException failed(Exception e) {
    if (!(e instanceof InterruptException)) {
      owner.require();
    }
    return new IOException("rows could not be sent: " + e.getMessage(), e);
  }

  @Override
  public Collection<KafkaCommittable> prepareCommit() {
    return List.of();
  }

  @Override
  public List<KafkaWriterState> snapshotState(long checkpoint) {
    return List.of();
  }

  @Override
  public void close() {
    producer.close(Duration.ZERO);
  }
}
