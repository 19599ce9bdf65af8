package io.tidemark.benchmarks;

/** Times as the results have them. */
public final class Seconds {

  private Seconds() {}

  public static double since(long beginNanos) {
    return between(beginNanos, System.nanoTime());
  }

  public static double between(long beginNanos, long endNanos) {
    return (endNanos - beginNanos) / 1e9;
  }
}
