package io.tidemark.ingestion.kafka;

import io.tidemark.definition.UserException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Reads ranges of partitions up to fixed end offsets, and gives up with a {@link UserException}
 * when nothing moves any more: a partition without a leader, or with an open transaction, would be
 * waited for without end.
 *
 * @param to offset after the last one, by partition
 * @param patience how long nothing may move
 * @param purpose what a partition that is not read to its end keeps from being done, as a sentence
 */
public record BoundedTopicReader(Map<TopicPartition, Long> to, Duration patience, String purpose) {

  private static final Duration POLL = Duration.ofMillis(200);

  /**
   * Hands over message by message.
   *
   * @param consumer that has no partitions yet
   * @param from first offset of each of the partitions
   * @throws UserException if one of them cannot be read on; it is named
   */
  public void read(
      KafkaConsumer<byte[], byte[]> consumer,
      Map<TopicPartition, Long> from,
      Consumer<ConsumerRecord<byte[], byte[]>> each) {
    consumer.assign(from.keySet());
    from.forEach(consumer::seek);
    long still = 0;
    for (List<TopicPartition> left = left(consumer); !left.isEmpty(); left = left(consumer)) {
      ConsumerRecords<byte[], byte[]> messages = consumer.poll(POLL);
      messages.forEach(each);
      still = messages.isEmpty() ? still + 1 : 0;
      if (still > patience.dividedBy(POLL)) {
        throw blocked(left.get(0));
      }
    }
  }

  private List<TopicPartition> left(KafkaConsumer<byte[], byte[]> consumer) {
    return to.keySet().stream().filter(p -> position(consumer, p) < to.get(p)).toList();
  }

  private long position(KafkaConsumer<byte[], byte[]> consumer, TopicPartition partition) {
    try {
      return consumer.position(partition, patience);
    } catch (TimeoutException e) {
      throw blocked(partition);
    }
  }

  private UserException blocked(TopicPartition partition) {
    return new UserException(
        "topic " + partition.topic(),
        "it cannot be read to its end in partition "
            + partition.partition()
            + ": nothing came for "
            + patience.toSeconds()
            + " s",
        "the partition has no leader, or a producer of yours has a transaction open there: "
            + purpose,
        "kafka-transactions --find-hanging, then this again");
  }
}
