package io.tidemark.ingestion;

import io.tidemark.definition.Environment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The messages between what a job has committed and where the topics ended when it was asked to
 * catch up.
 */
public final class Backlog {

  private static final Duration POLL = Duration.ofMillis(200);
  private static final int STILL_ROUNDS = 10;

  private final Map<TopicPartition, Long> ends;
  private final Map<TopicPartition, Long> beginnings;
  private Map<TopicPartition, Long> committed = Map.of();
  private int still;

  Backlog(Map<TopicPartition, Long> ends, Map<TopicPartition, Long> beginnings) {
    this.ends = ends;
    this.beginnings = beginnings;
  }

  /** Offsets that the topics held, markers of transactions among them. */
  public long total() {
    return ends.entrySet().stream().mapToLong(e -> e.getValue() - begin(e.getKey())).sum();
  }

  /** Of those, the ones that the job has behind it, in committed checkpoints. */
  public long done() {
    return ends.entrySet().stream()
        .mapToLong(e -> Math.min(position(e.getKey()), e.getValue()) - begin(e.getKey()))
        .sum();
  }

  /** Takes the committed offsets in; true once no message is left. */
  boolean update(Map<TopicPartition, Long> offsets, Environment environment) {
    still = offsets.equals(committed) ? still + 1 : 0;
    committed = offsets;
    List<TopicPartition> open =
        ends.keySet().stream().filter(p -> position(p) < ends.get(p)).toList();
    return open.isEmpty() || still >= STILL_ROUNDS && noneLeft(open, environment);
  }

  /** Whether what is left of the partitions holds no message, but only markers of transactions. */
  private boolean noneLeft(List<TopicPartition> open, Environment environment) {
    still = 0;
    Properties properties = Clients.properties(environment);
    properties.put("isolation.level", "read_committed");
    properties.remove("group.id");
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> left = new ArrayList<>(open);
      consumer.assign(left);
      left.forEach(p -> consumer.seek(p, position(p)));
      for (int round = 0; round < STILL_ROUNDS; round++) {
        if (!consumer.poll(POLL).isEmpty()) {
          return false;
        }
        left.removeIf(p -> consumer.position(p) >= ends.get(p));
        if (left.isEmpty()) {
          return true;
        }
      }
      return false;
    }
  }

  private long position(TopicPartition partition) {
    return committed.getOrDefault(partition, begin(partition));
  }

  private long begin(TopicPartition partition) {
    return beginnings.getOrDefault(partition, 0L);
  }
}
