package io.tidemark.ingestion.drift;

import io.tidemark.definition.Environment;
import io.tidemark.definition.StreamDefinition;
import io.tidemark.definition.StreamFormat;
import io.tidemark.definition.UserException;
import io.tidemark.event.UnknownField;
import io.tidemark.event.UnknownFields;
import io.tidemark.ingestion.Clients;
import io.tidemark.ingestion.KafkaCluster;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Looks at the newest messages of a stream's topic; commits no offsets, and writes nothing. */
public final class DriftScan {

  private static final Duration POLL = Duration.ofMillis(200);

  private final Environment environment;

  public DriftScan(Environment environment) {
    this.environment = environment;
  }

  /**
   * Reads up to where the topic ends now.
   *
   * @param newest number of messages, shared out evenly among the partitions
   * @throws UserException if Kafka does not answer, or has no such topic
   */
  public Drift of(StreamDefinition stream, long newest) {
    try (KafkaCluster kafka = KafkaCluster.connect(environment)) {
      requireTopic(kafka, stream);
      requireJson(stream);
      List<String> topic = List.of(stream.topic());
      return read(stream, starts(kafka, topic, newest), kafka.endOffsets(topic));
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

  private static void requireJson(StreamDefinition stream) {
    if (stream.format() != StreamFormat.JSON) {
      throw new UserException(
          "stream " + stream.name(),
          "its messages are not JSON",
          "fields are looked for in JSON; those of Avro are in its schema",
          "--stream with one of format: json");
    }
  }

  private static Map<TopicPartition, Long> starts(
      KafkaCluster kafka, List<String> topic, long newest) {
    Map<TopicPartition, Long> starts = kafka.beginningOffsets(topic);
    long each = (newest + starts.size() - 1) / starts.size();
    kafka.endOffsets(topic).forEach((p, end) -> starts.merge(p, end - each, Math::max));
    return starts;
  }

  private Drift read(
      StreamDefinition stream, Map<TopicPartition, Long> starts, Map<TopicPartition, Long> ends) {
    UnknownFields unknown = new UnknownFields(stream);
    Map<String, Tally> tallies = new TreeMap<>();
    long messages = 0;
    try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      consumer.assign(starts.keySet());
      starts.forEach(consumer::seek);
      while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        for (ConsumerRecord<byte[], byte[]> message : consumer.poll(POLL)) {
          messages++;
          for (UnknownField field : unknown.in(message.value())) {
            tallies.computeIfAbsent(field.path(), path -> new Tally(field)).add(field);
          }
        }
      }
    }
    return new Drift(
        messages,
        tallies.values().stream()
            .map(Tally::field)
            .sorted(Comparator.comparingLong(Drift.Field::messages).reversed())
            .toList());
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    Properties properties = Clients.properties(environment);
    properties.remove(ConsumerConfig.GROUP_ID_CONFIG);
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    return new KafkaConsumer<>(
        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}
