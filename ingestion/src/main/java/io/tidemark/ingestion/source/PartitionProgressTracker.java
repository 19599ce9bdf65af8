package io.tidemark.ingestion.source;

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
 * Compares the positions of a reader with the ends of its partitions ({@link EndOffsetFetcher}). A
 * partition that the reader does not catch up with between two questions, or whose end Kafka does
 * not tell, is not idle: an open transaction or a missing leader holds its messages back. Once it
 * can be read again, it gets the full idle time: whoever could not write to it has messages to
 * send.
 *
 * <p>All but {@link #passed} is called by the thread of the task.
 */
final class PartitionProgressTracker implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(PartitionProgressTracker.class);

  /** No offset. */
  private static final long NONE = -1;

  private static final Polled UNKNOWN = new Polled(NONE, NONE);

  /** An answer takes less, and so does a failure. */
  private static final long ANSWER_NANOS = Duration.ofSeconds(15).toNanos();

  private final String stream;
  private final EndOffsetFetcher ends;
  private final long intervalNanos;
  private final long idleNanos;
  private final Map<TopicPartition, Polled> polled = new ConcurrentHashMap<>();
  private final Set<TopicPartition> silent = new HashSet<>();
  private final Map<TopicPartition, Long> wanted = new HashMap<>();
  private final Set<TopicPartition> asked = new HashSet<>();
  private final Map<TopicPartition, EndOffsetFetcher.Range> told = new HashMap<>();
  private final Set<TopicPartition> reached = new HashSet<>();
  private final Set<TopicPartition> waiting = new HashSet<>();
  private final Map<TopicPartition, Long> readableSince = new HashMap<>();

  private volatile long askedAt;
  private volatile int held;

  /**
   * Position of the consumer, ahead of the reader by what the task has not taken yet.
   *
   * @param last offset of the last message that it has given; negative if none
   * @param next the offset that it reads next; negative if Kafka is to say
   */
  record Polled(long last, long next) {

    /** Whether all before that end has come to the task. */
    private boolean isRead(long read, EndOffsetFetcher.Range range) {
      return read >= range.to() - 1 || read >= last && Math.max(next, range.from()) >= range.to();
    }
  }

  /**
   * @param interval between two questions
   * @param idleAfter how long a partition is without events before it is idle
   */
  PartitionProgressTracker(
      String stream, EndOffsetFetcher ends, Duration interval, Duration idleAfter) {
    this.stream = stream;
    this.ends = ends;
    this.intervalNanos = interval.toNanos();
    this.idleNanos = idleAfter.toNanos();
    this.askedAt = System.nanoTime() - intervalNanos;
  }

  void assigned(TopicPartition partition, long from) {
    polled.putIfAbsent(partition, new Polled(NONE, from));
    silent.add(partition);
  }

  void passed(TopicPartition partition, Polled now) {
    polled.merge(
        partition, now, (old, add) -> new Polled(Math.max(old.last(), add.last()), add.next()));
  }

  void heardOf(TopicPartition partition) {
    silent.remove(partition);
    forget(partition);
  }

  /** Drops all answers for a partition, which are of no use once events have come. */
  void forget(TopicPartition partition) {
    wanted.remove(partition);
    asked.remove(partition);
    told.remove(partition);
    reached.remove(partition);
    waiting.remove(partition);
    readableSince.remove(partition);
    held = waiting.size();
  }

  boolean areReachedBySilent() {
    boolean all = true;
    for (TopicPartition partition : silent) {
      all &= isReached(partition, NONE);
    }
    return all;
  }

  /**
   * @param read offset of the last message that the task has got
   */
  boolean isReached(TopicPartition partition, long read) {
    wanted.put(partition, read);
    told.putAll(ends.take());
    told.keySet().retainAll(asked);
    if (isRead(partition, read)) {
      noteRead(partition);
    }
    if (System.nanoTime() - askedAt >= intervalNanos && ends.isAnswered()) {
      askAgain();
    }
    return reached.contains(partition);
  }

  private boolean isRead(TopicPartition partition, long read) {
    EndOffsetFetcher.Range range = told.get(partition);
    return range != null && polled.getOrDefault(partition, UNKNOWN).isRead(read, range);
  }

  private void noteRead(TopicPartition partition) {
    if (waiting.contains(partition)) {
      long now = System.nanoTime();
      if (now - readableSince.computeIfAbsent(partition, p -> now) < idleNanos) {
        return;
      }
    }
    reached.add(partition);
    waiting.remove(partition);
    readableSince.remove(partition);
    held = waiting.size();
  }

  /** Judges by the last answer, for which the reader has had time, before it asks again. */
  private void askAgain() {
    wanted.keySet().stream().filter(asked::contains).forEach(this::judge);
    waiting.retainAll(wanted.keySet());
    readableSince.keySet().retainAll(wanted.keySet());
    reached.retainAll(wanted.keySet());
    held = waiting.size();
    told.clear();
    asked.clear();
    asked.addAll(wanted.keySet());
    wanted.clear();
    ends.ask(asked);
    askedAt = System.nanoTime();
  }

  private void judge(TopicPartition partition) {
    if (isRead(partition, wanted.get(partition))) {
      noteRead(partition);
      return;
    }
    reached.remove(partition);
    readableSince.remove(partition);
    if (waiting.add(partition)) {
      warn(partition);
    }
  }

  private void warn(TopicPartition partition) {
    EndOffsetFetcher.Range range = told.get(partition);
    LOG.warn(
        "Stream {} waits for {}: no events come, but it is read only up to offset {} of {}. A"
            + " transaction is open there, the partition has no leader, or the job is behind",
        stream,
        partition,
        polled.getOrDefault(partition, UNKNOWN).next(),
        range == null ? "an unknown end" : range.to());
  }

  /** Number of partitions that hold the watermark up without being read; 0 once events come. */
  int held() {
    return System.nanoTime() - askedAt > 2 * intervalNanos + ANSWER_NANOS ? 0 : held;
  }

  @Override
  public void close() {
    ends.close();
  }
}
