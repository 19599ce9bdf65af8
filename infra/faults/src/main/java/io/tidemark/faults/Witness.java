package io.tidemark.faults;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;

/** What the faults have done that a judge has to know. */
final class Witness {

  private final Set<String> evolved = new LinkedHashSet<>();
  private final Map<String, Offsets> deleted = new TreeMap<>();
  private final List<Held> held = new ArrayList<>();

  /**
   * Messages that could not be read for a while, though they were there.
   *
   * @param to excluded
   */
  record Held(TopicPartition partition, long from, long to) {}

  /** Notes that the rows of a set lack features until a backfill. */
  void evolved(String set) {
    evolved.add(set);
  }

  /** The sets whose rows lack features. */
  Set<String> evolved() {
    return Set.copyOf(evolved);
  }

  /** Notes that messages are no longer in Kafka, which a stream has read before. */
  void deleted(String stream, Offsets messages) {
    deleted.computeIfAbsent(stream, s -> new Offsets()).addAll(messages);
  }

  /** What a stream has read that is no longer in Kafka. */
  Offsets deleted(String stream) {
    return deleted.getOrDefault(stream, new Offsets());
  }

  /** What is no longer in Kafka. */
  Offsets deleted() {
    Offsets all = new Offsets();
    deleted.values().forEach(all::addAll);
    return all;
  }

  void held(TopicPartition partition, long from, long to) {
    held.add(new Held(partition, from, to));
  }

  List<Held> held() {
    return List.copyOf(held);
  }
}
