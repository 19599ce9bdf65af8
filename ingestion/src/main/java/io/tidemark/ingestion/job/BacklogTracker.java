package io.tidemark.ingestion.job;

import io.tidemark.definition.Environment;
import io.tidemark.definition.UserException;
import io.tidemark.ingestion.kafka.KafkaClientProperties;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Progress of a live job through a backlog: the offsets between what it has committed and the ends
 * of its topics when {@link LiveJob#awaitCaughtUp} was called.
 */
public final class BacklogTracker {

  private static final Duration POLL = Duration.ofMillis(200);
  private static final int STILL_ROUNDS = 10;
  private static final Duration PATIENCE = Duration.ofHours(1);

  private final Map<StreamPartition, Long> ends;
  private final Map<StreamPartition, Long> beginnings;
  private Map<StreamPartition, Long> committed = Map.of();
  private int still;
  private long doneBefore = -1;
  private long movedAt;

  BacklogTracker(Map<StreamPartition, Long> ends, Map<StreamPartition, Long> beginnings) {
    this.ends = ends;
    this.beginnings = beginnings;
  }

  /**
   * Offsets that the topics held, markers of transactions among them; those of a topic that two
   * streams read count twice.
   */
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
  boolean update(Map<StreamPartition, Long> offsets, Environment environment) {
    still = offsets.equals(committed) ? still + 1 : 0;
    committed = offsets;
    List<StreamPartition> open =
        ends.keySet().stream().filter(p -> position(p) < ends.get(p)).toList();
    return open.isEmpty() || still >= STILL_ROUNDS && noneLeft(open, environment);
  }

  /**
   * Ends a wait that nothing will end.
   *
   * @param nanos of a clock that only goes forward
   * @throws UserException if nothing more was done for an hour; a partition is named
   */
  void refuseStandstill(long nanos) {
    if (done() != doneBefore) {
      doneBefore = done();
      movedAt = nanos;
    }
    if (nanos - movedAt > PATIENCE.toNanos()) {
      StreamPartition stuck =
          ends.keySet().stream().filter(p -> position(p) < ends.get(p)).findFirst().orElseThrow();
      throw new UserException(
          "topic " + stuck.partition().topic(),
          "nothing more of it was committed for %d min: partition %d stands at offset %d of %d"
              .formatted(
                  PATIENCE.toMinutes(),
                  stuck.partition().partition(),
                  position(stuck),
                  ends.get(stuck)),
          "--until-caught-up waits for all that was there at the start, as long as the job gets on",
          "the log says what it waits for; of Kafka `kafka-transactions --find-hanging` does");
    }
  }

  /** Whether what is left of the partitions holds no message, but only markers of transactions. */
  private boolean noneLeft(List<StreamPartition> open, Environment environment) {
    still = 0;
    Map<TopicPartition, Long> from = new HashMap<>();
    Map<TopicPartition, Long> to = new HashMap<>();
    open.forEach(p -> from.merge(p.partition(), position(p), Math::min));
    open.forEach(p -> to.merge(p.partition(), ends.get(p), Math::max));
    Properties properties = KafkaClientProperties.properties(environment);
    properties.put("isolation.level", "read_committed");
    properties.remove("group.id");
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> left = new ArrayList<>(from.keySet());
      consumer.assign(left);
      from.forEach(consumer::seek);
      for (int round = 0; round < STILL_ROUNDS; round++) {
        if (!consumer.poll(POLL).isEmpty()) {
          return false;
        }
        left.removeIf(p -> consumer.position(p) >= to.get(p));
        if (left.isEmpty()) {
          return true;
        }
      }
      return false;
    }
  }

  private long position(StreamPartition partition) {
    return committed.getOrDefault(partition, begin(partition));
  }

  private long begin(StreamPartition partition) {
    return beginnings.getOrDefault(partition, 0L);
  }
}
