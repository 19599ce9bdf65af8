package io.tidemark.ingestion;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares where a reader stands with where its partitions end. A partition that it does not catch
 * up with between two questions, or whose end Kafka does not tell, is not read: behind an open
 * transaction nothing can be, nor without a leader.
 *
 * <p>All but {@link #passed} is called by the thread of the task.
 */
final class EndWatch implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(EndWatch.class);

  /** An answer takes less, and so does a failure. */
  private static final long ANSWER_NANOS = Duration.ofSeconds(15).toNanos();

  private final String stream;
  private final EndOffsets ends;
  private final long intervalNanos;
  private final Map<TopicPartition, Long> next = new ConcurrentHashMap<>();
  private final Set<TopicPartition> silent = new HashSet<>();
  private final Set<TopicPartition> wanted = new HashSet<>();
  private final Map<TopicPartition, EndOffsets.Range> told = new HashMap<>();
  private final Set<TopicPartition> reached = new HashSet<>();
  private final Set<TopicPartition> waiting = new HashSet<>();

  private volatile long askedAt = System.nanoTime();
  private volatile int held;
  private boolean asked;

  /**
   * @param interval between two questions
   */
  EndWatch(String stream, EndOffsets ends, Duration interval) {
    this.stream = stream;
    this.ends = ends;
    this.intervalNanos = interval.toNanos();
  }

  void assigned(TopicPartition partition, long from) {
    next.putIfAbsent(partition, from);
    silent.add(partition);
  }

  void passed(TopicPartition partition, long offset) {
    next.put(partition, offset);
  }

  void heardOf(TopicPartition partition) {
    silent.remove(partition);
  }

  boolean areReachedBySilent() {
    boolean all = true;
    for (TopicPartition partition : silent) {
      all &= isReached(partition);
    }
    return all;
  }

  boolean isReached(TopicPartition partition) {
    wanted.add(partition);
    told.putAll(ends.take());
    if (told.containsKey(partition) && isRead(partition, told.get(partition))) {
      read(partition);
    }
    if (!asked || System.nanoTime() - askedAt >= intervalNanos && ends.isAnswered()) {
      askAgain();
    }
    return reached.contains(partition);
  }

  private boolean isRead(TopicPartition partition, EndOffsets.Range range) {
    return Math.max(next.getOrDefault(partition, -1L), range.from()) >= range.to();
  }

  private void read(TopicPartition partition) {
    reached.add(partition);
    waiting.remove(partition);
    held = waiting.size();
  }

  /** Judges by the last answer, for which the reader has had time, before it asks again. */
  private void askAgain() {
    if (asked) {
      wanted.forEach(this::judge);
      waiting.retainAll(wanted);
      reached.retainAll(wanted);
      held = waiting.size();
    }
    told.clear();
    ends.ask(wanted);
    wanted.clear();
    asked = true;
    askedAt = System.nanoTime();
  }

  private void judge(TopicPartition partition) {
    EndOffsets.Range range = told.get(partition);
    if (range != null && isRead(partition, range)) {
      read(partition);
      return;
    }
    reached.remove(partition);
    if (waiting.add(partition)) {
      LOG.warn(
          "Stream {} waits for {}: no events come, but it is read only up to offset {} of {}. A"
              + " transaction is open there, or the partition has no leader",
          stream,
          partition,
          next.get(partition),
          range == null ? "an unknown end" : range.to());
    }
  }

  /** How many partitions hold the watermark up without being read; none once events come again. */
  int held() {
    return System.nanoTime() - askedAt > 2 * intervalNanos + ANSWER_NANOS ? 0 : held;
  }

  @Override
  public void close() {
    ends.close();
  }
}
