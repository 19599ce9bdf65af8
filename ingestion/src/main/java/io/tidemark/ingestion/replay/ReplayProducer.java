package io.tidemark.ingestion.replay;

import io.tidemark.definition.Environment;
import io.tidemark.definition.UserException;
import io.tidemark.ingestion.kafka.KafkaClientProperties;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Transactional producer of a replay. All replays of a namespace share one transactional id, so
 * that only the newest run can send; {@link ReplayJob} sends one transaction for a chunk.
 */
final class ReplayProducer implements AutoCloseable {

  private final KafkaProducer<byte[], byte[]> producer;

  private ReplayProducer(KafkaProducer<byte[], byte[]> producer) {
    this.producer = producer;
  }

  /** Takes the id over: when it returns, an older run's transaction is committed or aborted. */
  static ReplayProducer takingOver(Environment environment, String transactionalId) {
    Properties properties = KafkaClientProperties.producer(environment.kafka());
    properties.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
    KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    try {
      producer.initTransactions();
      return new ReplayProducer(producer);
    } catch (KafkaException e) {
      producer.close();
      throw failure(e);
    }
  }

  /**
   * Sends all of them, or none.
   *
   * @param beforeCommit called when Kafka has all and nobody sees them
   * @return the offset of each, in the same order
   * @throws UserException if Kafka refuses one of them, or another producer has taken over
   */
  List<Long> send(List<ProducerRecord<byte[], byte[]>> messages, Runnable beforeCommit) {
    try {
      producer.beginTransaction();
      List<Future<RecordMetadata>> answers = messages.stream().map(producer::send).toList();
      producer.flush();
      beforeCommit.run();
      producer.commitTransaction();
      return offsets(answers);
    } catch (KafkaException e) {
      throw failure(e);
    }
  }

  private static List<Long> offsets(List<Future<RecordMetadata>> answers) {
    List<Long> offsets = new ArrayList<>();
    for (Future<RecordMetadata> answer : answers) {
      try {
        offsets.add(answer.get().offset());
      } catch (ExecutionException e) {
        throw new IllegalStateException("a message of a committed transaction has failed", e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while waiting for Kafka", e);
      }
    }
    return offsets;
  }

  private static UserException failure(KafkaException e) {
    for (Throwable t = e; t != null; t = t.getCause()) {
      if (t instanceof ProducerFencedException || t instanceof InvalidProducerEpochException) {
        return new UserException(
            "replay",
            "another replay of this namespace has taken over",
            "one runs at a time; what this one has not committed is undone",
            "tidemark replay shop.yaml, once the other has ended");
      }
    }
    Throwable cause = e.getCause() == null ? e : e.getCause();
    return new UserException(
        "kafka",
        "it does not take the messages: " + cause.getMessage(),
        "a replay writes in transactions to the topics of the streams, with the messages' own"
            + " timestamps; what this one has not committed is undone",
        "kafka: the client must be allowed to write there, and to the transactional id"
            + " tidemark-replay-<namespace>");
  }

  /** Undoes what is not committed. */
  @Override
  public void close() {
    producer.close();
  }
}
