package io.tidemark.faults;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;

/** A set of messages by their places in Kafka; offsets up to the greatest int. */
final class Offsets {

  private final Map<TopicPartition, BitSet> partitions =
      new TreeMap<>(
          Comparator.comparing(TopicPartition::topic).thenComparing(TopicPartition::partition));
  private long size;

  /** False where it is there already. */
  synchronized boolean add(TopicPartition partition, long offset) {
    BitSet offsets = partitions.computeIfAbsent(partition, p -> new BitSet());
    int bit = Math.toIntExact(offset);
    if (offsets.get(bit)) {
      return false;
    }
    offsets.set(bit);
    size++;
    return true;
  }

  synchronized void addAll(Offsets others) {
    others.partitions.forEach(
        (partition, offsets) -> offsets.stream().forEach(offset -> add(partition, offset)));
  }

  /** These and others. */
  synchronized Offsets with(Offsets others) {
    Offsets all = new Offsets();
    all.addAll(this);
    all.addAll(others);
    return all;
  }

  /** Those of one topic. */
  synchronized Offsets of(String topic) {
    Offsets its = new Offsets();
    partitions.forEach(
        (partition, offsets) -> {
          if (partition.topic().equals(topic)) {
            offsets.stream().forEach(offset -> its.add(partition, offset));
          }
        });
    return its;
  }

  synchronized long size() {
    return size;
  }

  /** The ranges of what is here and not there, as text. */
  synchronized List<String> without(Offsets others) {
    List<String> ranges = new ArrayList<>();
    partitions.forEach(
        (partition, offsets) -> {
          BitSet left = (BitSet) offsets.clone();
          left.andNot(others.partitions.getOrDefault(partition, new BitSet()));
          for (int from = left.nextSetBit(0); from >= 0; ) {
            int to = left.nextClearBit(from);
            ranges.add("%s [%d, %d)".formatted(partition, from, to));
            from = left.nextSetBit(to);
          }
        });
    return ranges;
  }
}
