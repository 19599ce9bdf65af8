package io.tidemark.testing.faults.deployment;

import io.tidemark.testing.faults.load.MessageOffsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;

/** What the faults have done that a judge has to know. */
public final class FaultLog {

  private final Set<String> evolved = new LinkedHashSet<>();
  private final Map<String, MessageOffsets> deleted = new TreeMap<>();
  private final List<Held> held = new ArrayList<>();

  /**
   * Messages that could not be read for a while, though they were there.
   *
   * @param to excluded
   */
  public record Held(TopicPartition partition, long from, long to) {}

  /** Notes that the rows of a set lack features until a backfill. */
  public void evolved(String set) {
    evolved.add(set);
  }

  /** The sets whose rows lack features. */
  public Set<String> evolved() {
    return Set.copyOf(evolved);
  }

  /** Notes that messages are no longer in Kafka, which a stream has read before. */
  public void deleted(String stream, MessageOffsets messages) {
    deleted.computeIfAbsent(stream, s -> new MessageOffsets()).addAll(messages);
  }

  /** What a stream has read that is no longer in Kafka. */
  public MessageOffsets deleted(String stream) {
    return deleted.getOrDefault(stream, new MessageOffsets());
  }

  /** What is no longer in Kafka. */
  public MessageOffsets deleted() {
    MessageOffsets all = new MessageOffsets();
    deleted.values().forEach(all::addAll);
    return all;
  }

  public void held(TopicPartition partition, long from, long to) {
    held.add(new Held(partition, from, to));
  }

  public List<Held> held() {
    return List.copyOf(held);
  }
}
