package io.tidemark.benchmarks.flink;

import io.tidemark.benchmarks.Contestant;
import io.tidemark.benchmarks.Facts;
import io.tidemark.benchmarks.Seconds;
import java.util.concurrent.atomic.AtomicLong;

/**
 * When the first event left the source and the last row reached the sink.
 *
 * <p>Static: the operators of a job are copies of what was built, but run in this process.
 */
final class Stopwatch {

  private static final AtomicLong FIRST_EVENT = new AtomicLong();
  private static final AtomicLong LAST_ROW = new AtomicLong();

  private final long begin = System.nanoTime();

  static void event() {
    if (FIRST_EVENT.get() == 0) {
      FIRST_EVENT.compareAndSet(0, System.nanoTime());
    }
  }

  static void lastRow() {
    LAST_ROW.accumulateAndGet(System.nanoTime(), Math::max);
  }

  /** The times of a streaming job that has ended; from the first event to the last row counts. */
  Facts streaming() {
    return Facts.of(Contestant.SECONDS, Seconds.between(FIRST_EVENT.get(), LAST_ROW.get()))
        .with(Contestant.WHOLE_SECONDS, Seconds.since(begin));
  }

  /** The time of a batch job that has ended, all of it. */
  Facts batch() {
    return Facts.of(Contestant.SECONDS, Seconds.since(begin));
  }
}
