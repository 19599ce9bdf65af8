package io.tidemark.ingestion.drift;

import io.tidemark.definition.Environment;
import io.tidemark.definition.StreamDefinition;
import io.tidemark.definition.UserException;
import io.tidemark.event.format.UnknownField;
import io.tidemark.event.format.UnknownFieldDetector;
import io.tidemark.ingestion.kafka.BoundedTopicReader;
import io.tidemark.ingestion.kafka.KafkaClientProperties;
import io.tidemark.ingestion.kafka.KafkaCluster;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Scans the newest messages of a stream's topic for fields that no column reads. It is read-only:
 * it commits no offsets and writes no table. The fields come from {@link UnknownFieldDetector}, the
 * counts go to a {@link DriftReport}.
 */
public final class DriftScan {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Environment environment;

  public DriftScan(Environment environment) {
    this.environment = environment;
  }

  /**
   * Reads up to where the topic ends now.
   *
   * @param newest number of messages, shared out evenly among the partitions
   * @throws UserException if Kafka does not answer, has no such topic, or cannot be read on; or if
   *     the messages are of a format whose fields are not looked for
   */
  public DriftReport of(StreamDefinition stream, long newest) {
    try (KafkaCluster kafka = KafkaCluster.connect(environment)) {
      requireTopic(kafka, stream);
      UnknownFieldDetector unknown = UnknownFieldDetector.of(stream);
      List<String> topic = List.of(stream.topic());
      return read(stream, unknown, kafka.beginningOffsets(topic), newest);
    }
  }

  private static void requireTopic(KafkaCluster kafka, StreamDefinition stream) {
    if (!kafka.topics().contains(stream.topic())) {
      throw new UserException(
          "stream " + stream.name(),
          "there is no topic " + stream.topic(),
          "fields are looked for in the messages of the stream's topic",
          "tidemark produce events.jsonl --topic " + stream.topic() + " --create 3");
    }
  }

  private DriftReport read(
      StreamDefinition stream,
      UnknownFieldDetector unknown,
      Map<TopicPartition, Long> begins,
      long newest) {
    Map<String, FieldCounter> counters = new TreeMap<>();
    AtomicLong messages = new AtomicLong();
    try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      // Of what is committed: what stands behind an open transaction is nobody's yet.
      Map<TopicPartition, Long> ends = consumer.endOffsets(begins.keySet(), PATIENCE);
      new BoundedTopicReader(
              ends, PATIENCE, "its messages cannot be looked at before that has ended")
          .read(
              consumer,
              starts(begins, ends, newest),
              message -> {
                messages.incrementAndGet();
                for (UnknownField field : unknown.in(message.value())) {
                  counters
                      .computeIfAbsent(field.path(), path -> new FieldCounter(field))
                      .add(field);
                }
              });
    } catch (TimeoutException e) {
      throw unanswered(stream, e);
    }
    return drift(messages.get(), counters.values());
  }

  private static Map<TopicPartition, Long> starts(
      Map<TopicPartition, Long> begins, Map<TopicPartition, Long> ends, long newest) {
    Map<TopicPartition, Long> starts = new HashMap<>(begins);
    long each = (newest + starts.size() - 1) / starts.size();
    ends.forEach((partition, end) -> starts.merge(partition, end - each, Math::max));
    return starts;
  }

  private static DriftReport drift(long messages, Collection<FieldCounter> counters) {
    return new DriftReport(
        messages,
        counters.stream()
            .map(FieldCounter::field)
            .sorted(Comparator.comparingLong(DriftReport.Field::messages).reversed())
            .toList());
  }

  private static UserException unanswered(StreamDefinition stream, TimeoutException e) {
    return new UserException(
        "topic " + stream.topic(),
        "where it ends is not answered within " + PATIENCE.toSeconds() + " s: " + e.getMessage(),
        "every partition of the topic has a leader",
        "kafka-topics --describe --unavailable-partitions, then this again");
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    Properties properties = KafkaClientProperties.properties(environment);
    properties.remove(ConsumerConfig.GROUP_ID_CONFIG);
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    return new KafkaConsumer<>(
        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}
