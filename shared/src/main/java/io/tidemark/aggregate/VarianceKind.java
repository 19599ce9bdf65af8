package io.tidemark.aggregate;

import java.math.BigInteger;

/** The divisor of a variance: that of a population, or that of a sample. */
enum VarianceKind {
  POPULATION(1),
  SAMPLE(2);

  private final int leastCount;

  VarianceKind(int leastCount) {
    this.leastCount = leastCount;
  }

  /** Least number of values that have a variance; of fewer it is NULL. */
  int leastCount() {
    return leastCount;
  }

  /** Divisor of n * (sum of squares) - (sum)^2. */
  BigInteger divisor(long count) {
    return BigInteger.valueOf(count).multiply(BigInteger.valueOf(count - leastCount + 1));
  }
}
