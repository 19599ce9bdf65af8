package io.tidemark.benchmarks.flink;

import io.tidemark.benchmarks.contestant.BenchmarkContestant;
import io.tidemark.benchmarks.contestant.ElapsedTime;
import io.tidemark.benchmarks.workload.BenchmarkProperties;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Tracks when the first event left the source and when the last row reached the sink ({@link
 * LastRowMeterOperator}).
 *
 * <p>It is static: the operators of a job are deserialized copies, but run in this process.
 */
final class JobTimeTracker {

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
  BenchmarkProperties streaming() {
    return BenchmarkProperties.of(
            BenchmarkContestant.SECONDS, ElapsedTime.between(FIRST_EVENT.get(), LAST_ROW.get()))
        .with(BenchmarkContestant.WHOLE_SECONDS, ElapsedTime.since(begin));
  }

  /** The time of a batch job that has ended, all of it. */
  BenchmarkProperties batch() {
    return BenchmarkProperties.of(BenchmarkContestant.SECONDS, ElapsedTime.since(begin));
  }
}
