package io.tidemark.benchmarks.workload;

/**
 * Mixes number and salt into a number that looks random (SplitMix64); {@link EventGenerator} draws
 * from it.
 */
final class SaltedMixFunction {

  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private SaltedMixFunction() {}

  static long of(long number, long salt) {
    long z = (number + 1) * GOLDEN + salt * 0xD1B54A32D192ED03L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  static long below(long bound, long number, long salt) {
    return (of(number, salt) >>> 1) % bound;
  }
}
