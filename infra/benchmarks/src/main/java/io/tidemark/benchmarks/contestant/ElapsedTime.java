package io.tidemark.benchmarks.contestant;

/** Elapsed times in seconds, as the results have them. */
public final class ElapsedTime {

  private ElapsedTime() {}

  public static double since(long beginNanos) {
    return between(beginNanos, System.nanoTime());
  }

  public static double between(long beginNanos, long endNanos) {
    return (endNanos - beginNanos) / 1e9;
  }
}
