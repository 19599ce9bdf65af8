package io.tidemark.ingestion.kafka;

import io.tidemark.ingestion.ReadPosition;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.LogTruncationException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Consumer that checks whether Kafka's logs still hold what was read of them: by leader epoch
 * (KIP-320), or by the timestamp of a message. {@link LogTruncationProblems} has the texts for what
 * is lost.
 */
public final class KafkaLogClient implements AutoCloseable {

  private static final Duration TIMEOUT = Duration.ofSeconds(15);

  private final KafkaConsumer<byte[], byte[]> consumer;

  /**
   * @param client Kafka client properties
   */
  public KafkaLogClient(Map<String, String> client) {
    Properties properties = new Properties();
    properties.putAll(client);
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "1");
    properties.remove(ConsumerConfig.GROUP_ID_CONFIG);
    this.consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /**
   * First offset from which on messages that were read are lost (KIP-320: where the present
   * leader's log diverges from that of the leader who wrote the message before the position).
   *
   * @param positions to compare
   * @param epochs the leader's of the message before each position; one without is not compared
   * @return by partition; nothing of those where nothing is lost
   */
  public Map<TopicPartition, Long> lostFrom(
      Collection<ReadPosition> positions, Map<TopicPartition, Integer> epochs) {
    Map<TopicPartition, OffsetAndMetadata> open = new HashMap<>();
    for (ReadPosition position : positions) {
      Optional<Integer> epoch = Optional.ofNullable(epochs.get(position.of()));
      if (epoch.isPresent()) {
        open.put(position.of(), new OffsetAndMetadata(position.next(), epoch, ""));
      }
    }
    Map<TopicPartition, Long> lost = new HashMap<>();
    // A consumer tells of some partitions at a time.
    while (!open.isEmpty()) {
      Map<TopicPartition, Long> more = compared(open);
      lost.putAll(more);
      open.keySet().removeAll(more.isEmpty() ? Set.copyOf(open.keySet()) : more.keySet());
    }
    return lost;
  }

  private Map<TopicPartition, Long> compared(Map<TopicPartition, OffsetAndMetadata> positions) {
    consumer.assign(positions.keySet());
    // From here on it knows the leaders; otherwise it would not compare.
    Map<TopicPartition, Long> ends = consumer.endOffsets(positions.keySet(), TIMEOUT);
    positions.forEach(consumer::seek);
    try {
      positions.keySet().forEach(partition -> consumer.position(partition, TIMEOUT));
      return Map.of();
    } catch (LogTruncationException e) {
      Map<TopicPartition, Long> lost = new HashMap<>();
      for (TopicPartition partition : e.partitions()) {
        OffsetAndMetadata parted = e.divergentOffsets().get(partition);
        lost.put(partition, parted == null ? ends.get(partition) : Long.valueOf(parted.offset()));
      }
      return lost;
    }
  }

  /**
   * Kafka's timestamps of messages.
   *
   * @param offsets by partition; not beyond the ends
   * @return by partition; nothing where there is no message of that offset
   */
  public Map<TopicPartition, Long> timestamps(Map<TopicPartition, Long> offsets) {
    Map<TopicPartition, Long> timestamps = new HashMap<>();
    offsets.forEach(
        (partition, offset) ->
            firstFrom(partition, offset)
                .filter(message -> message.offset() == offset)
                .ifPresent(message -> timestamps.put(partition, message.timestamp())));
    return timestamps;
  }

  private Optional<ConsumerRecord<byte[], byte[]>> firstFrom(
      TopicPartition partition, long offset) {
    consumer.assign(List.of(partition));
    consumer.seek(partition, offset);
    long end = consumer.endOffsets(List.of(partition), TIMEOUT).get(partition);
    for (int second = 0; second < TIMEOUT.toSeconds(); second++) {
      if (consumer.position(partition, TIMEOUT) >= end) {
        return Optional.empty();
      }
      Iterator<ConsumerRecord<byte[], byte[]>> some =
          consumer.poll(Duration.ofSeconds(1)).iterator();
      if (some.hasNext()) {
        return Optional.of(some.next());
      }
    }
    throw new TimeoutException("no message of " + partition + " from offset " + offset + " on");
  }

  @Override
  public void close() {
    consumer.close();
  }
}
