package io.tidemark.quickstart;

import java.util.SplittableRandom;

/**
 * Seeded random numbers, the same on every machine; hence {@code StrictMath} where the last bit of
 * {@code Math} may vary. {@link ZipfRankGenerator} draws from it.
 */
final class SeededRandomGenerator {

  private final SplittableRandom random;

  SeededRandomGenerator(long seed) {
    random = new SplittableRandom(seed);
  }

  boolean happens(double probability) {
    return random.nextDouble() < probability;
  }

  /** A number of {@code [0, 1)}. */
  double fraction() {
    return random.nextDouble();
  }

  /** A number of {@code [least, most]}. */
  int between(int least, int most) {
    return random.nextInt(least, most + 1);
  }

  long between(long least, long most) {
    return random.nextLong(least, most + 1);
  }

  /** Waiting time until something that happens at random moments. */
  double exponential(double mean) {
    return -mean * StrictMath.log(1 - random.nextDouble());
  }

  <T> T oneOf(T[] values) {
    return values[random.nextInt(values.length)];
  }
}
