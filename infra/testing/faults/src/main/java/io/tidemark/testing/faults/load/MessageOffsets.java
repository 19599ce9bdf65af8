package io.tidemark.testing.faults.load;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;

/**
 * Set of messages by topic, partition and offset, with offsets up to the greatest int; {@link
 * ShopLoad#acknowledged} and {@link TopicMessages#offsets} are compared.
 */
public final class MessageOffsets {

  private final Map<TopicPartition, BitSet> partitions =
      new TreeMap<>(
          Comparator.comparing(TopicPartition::topic).thenComparing(TopicPartition::partition));
  private long size;

  /** False where it is there already. */
  public synchronized boolean add(TopicPartition partition, long offset) {
    BitSet offsets = partitions.computeIfAbsent(partition, p -> new BitSet());
    int bit = Math.toIntExact(offset);
    if (offsets.get(bit)) {
      return false;
    }
    offsets.set(bit);
    size++;
    return true;
  }

  public synchronized void addAll(MessageOffsets others) {
    others.partitions.forEach(
        (partition, offsets) -> offsets.stream().forEach(offset -> add(partition, offset)));
  }

  /** These and others. */
  public synchronized MessageOffsets with(MessageOffsets others) {
    MessageOffsets all = new MessageOffsets();
    all.addAll(this);
    all.addAll(others);
    return all;
  }

  /** Messages of one topic. */
  public synchronized MessageOffsets of(String topic) {
    MessageOffsets its = new MessageOffsets();
    partitions.forEach(
        (partition, offsets) -> {
          if (partition.topic().equals(topic)) {
            offsets.stream().forEach(offset -> its.add(partition, offset));
          }
        });
    return its;
  }

  public synchronized long size() {
    return size;
  }

  /** The ranges of what is here and not there, as text. */
  public synchronized List<String> without(MessageOffsets others) {
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
