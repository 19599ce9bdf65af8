package io.tidemark.testing.faults.injection;

import io.tidemark.quickstart.ShopMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Kafka transaction with messages to one partition; closed before its end, it hangs until Kafka
 * gives it up. Used by {@link TransactionFaults}.
 */
final class ProducerTransaction implements AutoCloseable {

  private final KafkaProducer<byte[], byte[]> producer;
  private final TopicPartition partition;
  private final List<RecordMetadata> places = new ArrayList<>();

  private ProducerTransaction(KafkaProducer<byte[], byte[]> producer, TopicPartition partition) {
    this.producer = producer;
    this.partition = partition;
  }

  /**
   * @param id of the producer
   * @param longest after which Kafka gives it up
   */
  static ProducerTransaction begin(
      String servers, String id, Duration longest, TopicPartition partition) {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            servers,
            "transactional.id",
            id,
            "transaction.timeout.ms",
            (int) longest.toMillis(),
            "key.serializer",
            ByteArraySerializer.class,
            "value.serializer",
            ByteArraySerializer.class);
    ProducerTransaction transaction =
        new ProducerTransaction(new KafkaProducer<>(settings), partition);
    transaction.producer.initTransactions();
    transaction.producer.beginTransaction();
    return transaction;
  }

  /** Returns when Kafka has them. */
  void send(List<ShopMessage> messages) throws Exception {
    List<Future<RecordMetadata>> answers = new ArrayList<>();
    for (ShopMessage m : messages) {
      answers.add(
          producer.send(
              new ProducerRecord<>(
                  partition.topic(), partition.partition(), m.timestamp(), m.key(), m.value())));
    }
    producer.flush();
    for (Future<RecordMetadata> answer : answers) {
      places.add(answer.get());
    }
  }

  /** Offset of its last message. */
  long last() {
    return places.get(places.size() - 1).offset();
  }

  /** Commits; returns the metadata of its messages, which count from now on. */
  List<RecordMetadata> commit() {
    producer.commitTransaction();
    return places;
  }

  void abort() {
    producer.abortTransaction();
  }

  @Override
  public void close() {
    producer.close(Duration.ZERO);
  }
}
