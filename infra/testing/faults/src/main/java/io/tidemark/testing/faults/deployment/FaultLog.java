package io.tidemark.testing.faults.deployment;

import io.tidemark.testing.faults.load.MessageOffsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;

/**
 * Log of those effects of faults that the checks have to know: deleted messages, features without
 * values, messages that could not be read for a while. {@link TestDeployment#witness} has it.
 */
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

  /** Messages that a stream has read and Kafka no longer has. */
  public MessageOffsets deleted(String stream) {
    return deleted.getOrDefault(stream, new MessageOffsets());
  }

  /** Messages that Kafka no longer has. */
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
