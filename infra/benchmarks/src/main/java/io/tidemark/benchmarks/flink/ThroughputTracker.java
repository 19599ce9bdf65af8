package io.tidemark.benchmarks.flink;

import io.tidemark.benchmarks.workload.BenchmarkProperties;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Tracks when each tenth of the events left the source, which shows whether a job slows down as its
 * state grows; fed by {@link EventNumberIterator}.
 */
public final class ThroughputTracker {

  /** Option: show it; for runs so long that what waits for the watermark does not blur it. */
  public static final String SHOWN = "pace";

  private static final int TENTHS = 10;
  private static final AtomicLongArray REACHED = new AtomicLongArray(TENTHS + 1);

  private ThroughputTracker() {}

  static void at(long number, long count) {
    REACHED.compareAndSet((int) (number * TENTHS / Math.max(1, count)), 0, System.nanoTime());
  }

  /** Events a second in the second tenth, when all is warm, and in the last but one. */
  static BenchmarkProperties facts(long count) {
    return BenchmarkProperties.of("early_rows_per_s", perSecond(1, count))
        .with("late_rows_per_s", perSecond(TENTHS - 2, count));
  }

  private static long perSecond(int tenth, long count) {
    long nanos = REACHED.get(tenth + 1) - REACHED.get(tenth);
    return nanos <= 0 ? 0 : Math.round(count / (double) TENTHS / (nanos / 1e9));
  }
}
