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
 * Where a source's consumer has passed offsets without a message behind them: markers of
 * transactions, aborted messages, what compaction has removed. Flink's source remembers only what
 * it delivers, so the consumer notes it here, and the reader and the ledger of the same subtask
 * look: they are in one process, since nothing is sent between them.
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
   * How far the consumer is.
   *
   * @param next the offset that it reads next
   * @param epoch the leader's of the last batch that it has passed
   */
  record Passed(long next, int epoch) {}

  /** Those of one reader, for as long as anybody of its subtask has them open. */
  static OffsetGapRegistry open(String reader) {
    return OPEN.compute(
        reader,
        (name, open) -> {
          OffsetGapRegistry offsets = open == null ? new OffsetGapRegistry(name) : open;
          offsets.users++;
          return offsets;
        });
  }

  /** Those of a reader, if anybody has them open. */
  static Optional<OffsetGapRegistry> of(String reader) {
    return Optional.ofNullable(OPEN.get(reader));
  }

  /** Notes where the consumer begins to read a partition. */
  void start(TopicPartition partition, long offset) {
    passed.remove(partition);
    starts.put(partition, offset);
  }

  /** Where it began, by partition. */
  Map<TopicPartition, Long> starts() {
    return new HashMap<>(starts);
  }

  /** Where it began to read a partition; empty if it does not. */
  Optional<Long> startOf(TopicPartition partition) {
    return Optional.ofNullable(starts.get(partition));
  }

  /** Notes that there is no message to deliver between an offset and where the consumer is. */
  void pass(TopicPartition partition, long from, Passed to) {
    passed.computeIfAbsent(partition, p -> new ConcurrentSkipListMap<>()).put(from, to);
  }

  /** Where the consumer is that has nothing more to deliver behind an offset, if that is later. */
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
