package io.tidemark.ingestion.replay;

import io.tidemark.definition.Environment;
import io.tidemark.ingestion.kafka.BoundedTopicReader;
import io.tidemark.ingestion.kafka.KafkaClientProperties;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Scans ranges of topics for committed messages of replays, with {@code read_committed}; used by
 * {@link InDoubtReplayResolver}.
 *
 * @param from first offset to look at, by partition
 * @param to offset after the last one, by the same partitions
 */
record ReplayedMessageScan(
    Environment environment, Map<TopicPartition, Long> from, Map<TopicPartition, Long> to) {

  /** A transaction lasts no longer, unless somebody has chosen a longer timeout. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private static final String PURPOSE =
      "a replay that died can only be looked for once that has ended";

  /** Offsets of the messages of replays, by their names. */
  Map<String, Long> offsets() {
    Map<String, Long> offsets = new HashMap<>();
    Properties properties = KafkaClientProperties.properties(environment);
    properties.remove(ConsumerConfig.GROUP_ID_CONFIG);
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      new BoundedTopicReader(to, PATIENCE, PURPOSE).read(consumer, from, m -> note(m, offsets));
    }
    return offsets;
  }

  private static void note(ConsumerRecord<byte[], byte[]> message, Map<String, Long> offsets) {
    String name = ReplayMessage.name(message);
    if (!name.isEmpty()) {
      offsets.put(name, message.offset());
    }
  }
}
