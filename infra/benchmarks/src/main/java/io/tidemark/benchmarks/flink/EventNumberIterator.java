package io.tidemark.benchmarks.flink;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Iterates over event numbers, in blocks that the subtasks of {@link EventNumberSource} take as
 * they can. So all of them stay close to each other in event time, and none waits for another.
 */
final class EventNumberIterator implements Iterator<Long> {

  private static final long BLOCK = 1_000;
  private static final AtomicLong NEXT_BLOCK = new AtomicLong();

  private final long count;
  private long next;
  private long end;

  EventNumberIterator(long count) {
    this.count = count;
  }

  @Override
  public boolean hasNext() {
    if (next == end) {
      next = Math.min(count, NEXT_BLOCK.getAndAdd(BLOCK));
      end = Math.min(count, next + BLOCK);
      ThroughputTracker.at(next, count);
    }
    return next < end;
  }

  @Override
  public Long next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    JobTimeTracker.event();
    return next++;
  }
}
