package io.tidemark.benchmarks.grid;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/**
 * Assigns event numbers to Jet's readers block by block, as Flink's source does to its readers;
 * {@link JetGridContestant} reads from it.
 */
final class EventBlockAssigner {

  private static final long BLOCK = 1_000;
  private static final AtomicLong NEXT_BLOCK = new AtomicLong();

  private final long count;

  EventBlockAssigner(long count) {
    this.count = count;
  }

  /** Hands over the next block; false if there is none. */
  boolean next(LongConsumer consumer) {
    long begin = NEXT_BLOCK.getAndAdd(BLOCK);
    for (long number = begin; number < Math.min(count, begin + BLOCK); number++) {
      consumer.accept(number);
    }
    return begin + BLOCK < count;
  }
}
