package io.tidemark.ingestion.replay;

import io.tidemark.definition.Environment;
import io.tidemark.definition.UserException;
import io.tidemark.ingestion.Clients;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Looks for the committed messages of replays in a part of some topics.
 *
 * @param from first offset to look at, by partition
 * @param to offset after the last one, by the same partitions
 */
record TopicSearch(
    Environment environment, Map<TopicPartition, Long> from, Map<TopicPartition, Long> to) {

  private static final Duration POLL = Duration.ofMillis(500);

  /** A transaction lasts that long, unless somebody has chosen a longer timeout. */
  private static final int STILL_ROUNDS = 240;

  /** Offsets of the messages of replays, by their names. */
  Map<String, Long> offsets() {
    Map<String, Long> offsets = new HashMap<>();
    Properties properties = Clients.properties(environment);
    properties.remove(ConsumerConfig.GROUP_ID_CONFIG);
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(from.keySet());
      from.forEach(consumer::seek);
      int still = 0;
      for (List<TopicPartition> left = left(consumer); !left.isEmpty(); left = left(consumer)) {
        ConsumerRecords<byte[], byte[]> messages = consumer.poll(POLL);
        messages.forEach(m -> note(m, offsets));
        still = messages.isEmpty() ? still + 1 : 0;
        if (still > STILL_ROUNDS) {
          throw blocked(left);
        }
      }
    }
    return offsets;
  }

  private List<TopicPartition> left(KafkaConsumer<byte[], byte[]> consumer) {
    return to.keySet().stream().filter(p -> consumer.position(p) < to.get(p)).toList();
  }

  private static void note(ConsumerRecord<byte[], byte[]> message, Map<String, Long> offsets) {
    String name = ReplayMessage.name(message.headers());
    if (!name.isEmpty()) {
      offsets.put(name, message.offset());
    }
  }

  private static UserException blocked(List<TopicPartition> left) {
    return new UserException(
        "topic " + left.get(0).topic(),
        "it cannot be read to its end in partition " + left.get(0).partition(),
        "a producer of yours has a transaction open there: a replay that died can only be looked"
            + " for once that has ended",
        "kafka-transactions --find-hanging, then this again");
  }
}
