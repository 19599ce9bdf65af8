package io.tidemark.testing.faults.load;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads all messages of a topic, as of now; of transactions only the committed ones. {@link
 * MessageOffsets} holds where they are.
 */
public final class TopicMessages {

  private TopicMessages() {}

  /** The places of the messages of all of the topics. */
  public static MessageOffsets offsets(String servers, Collection<String> topics) {
    MessageOffsets offsets = new MessageOffsets();
    for (String topic : topics) {
      read(
          servers,
          topic,
          m -> offsets.add(new TopicPartition(m.topic(), m.partition()), m.offset()));
    }
    return offsets;
  }

  /** Hands them over, each partition in its order. */
  public static void read(
      String servers, String topic, Consumer<ConsumerRecord<byte[], byte[]>> each) {
    List<TopicPartition> partitions;
    try (var consumer = consumer(servers)) {
      partitions =
          consumer.partitionsFor(topic).stream()
              .map(p -> new TopicPartition(topic, p.partition()))
              .toList();
    }
    read(servers, partitions, each);
  }

  private static KafkaConsumer<byte[], byte[]> consumer(String servers) {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", servers, "isolation.level", "read_committed");
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /** Hands over those of some partitions. */
  public static void read(
      String servers,
      List<TopicPartition> partitions,
      Consumer<ConsumerRecord<byte[], byte[]>> each) {
    try (var consumer = consumer(servers)) {
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        consumer.poll(Duration.ofSeconds(1)).forEach(each);
      }
    }
  }
}
