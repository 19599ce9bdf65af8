package io.tidemark.ingestion.source;

import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.apache.kafka.common.TopicPartition;

/**
 * Offset ranges that a source's consumer has passed without a message: transaction markers, aborted
 * messages, compacted records. Flink's source remembers only what it delivers.
 *
 * <p>{@link GapTrackingInterceptor} writes here, {@link GapTrackingReader} and {@link
 * OffsetLedgerOperator} of the same subtask read. A static map connects the three: they are
 * chained, and so in one process.
 */
final class OffsetGapRegistry implements AutoCloseable {

  private static final ConcurrentMap<String, OffsetGapRegistry> OPEN = new ConcurrentHashMap<>();

  private final String reader;
  private final Map<TopicPartition, Long> starts = new ConcurrentHashMap<>();
  private final Map<TopicPartition, NavigableMap<Long, Passed>> passed = new ConcurrentHashMap<>();
  private int users;

  private OffsetGapRegistry(String reader) {
    this.reader = reader;
  }

  /**
   * Position of the consumer.
   *
   * @param next the offset that it reads next
   * @param epoch the leader's of the last batch that it has passed
   */
  record Passed(long next, int epoch) {}

  /** Opens the registry of one reader; it stays until all who have opened it have closed it. */
  static OffsetGapRegistry open(String reader) {
    return OPEN.compute(
        reader,
        (name, open) -> {
          OffsetGapRegistry offsets = open == null ? new OffsetGapRegistry(name) : open;
          offsets.users++;
          return offsets;
        });
  }

  /** The registry of a reader; empty if it is not open. */
  static Optional<OffsetGapRegistry> of(String reader) {
    return Optional.ofNullable(OPEN.get(reader));
  }

  /** Notes where the consumer begins to read a partition. */
  void start(TopicPartition partition, long offset) {
    passed.remove(partition);
    starts.put(partition, offset);
  }

  /** Offsets at which the consumer began, by partition. */
  Map<TopicPartition, Long> starts() {
    return new HashMap<>(starts);
  }

  /** Offset at which the consumer began a partition; empty if it does not read it. */
  Optional<Long> startOf(TopicPartition partition) {
    return Optional.ofNullable(starts.get(partition));
  }

  /** Notes that there is no message to deliver between an offset and where the consumer is. */
  void pass(TopicPartition partition, long from, Passed to) {
    passed.computeIfAbsent(partition, p -> new ConcurrentSkipListMap<>()).put(from, to);
  }

  /** The consumer's position, if no message stands between an offset and it, and it is later. */
  Optional<Passed> behind(TopicPartition partition, long offset) {
    NavigableMap<Long, Passed> all = passed.get(partition);
    return Optional.ofNullable(all == null ? null : all.floorEntry(offset))
        .map(Map.Entry::getValue)
        .filter(to -> to.next() > offset);
  }

  /** Forgets what nobody asks for any more who has delivered all before an offset. */
  void forgetBefore(TopicPartition partition, long offset) {
    NavigableMap<Long, Passed> all = passed.get(partition);
    Long needed = all == null ? null : all.floorKey(offset);
    if (needed != null) {
      all.headMap(needed, false).clear();
    }
  }

  @Override
  public void close() {
    OPEN.computeIfPresent(reader, (name, open) -> open == this && --users == 0 ? null : open);
  }
}
