package io.tidemark.aggregate;

import java.math.BigInteger;

/** Which variance: of all there is, or what a sample tells of it. */
enum VarianceKind {
  POPULATION(1),
  SAMPLE(2);

  private final int leastCount;

  VarianceKind(int leastCount) {
    this.leastCount = leastCount;
  }

  /** Fewer values have no variance: it is NULL. */
  int leastCount() {
    return leastCount;
  }

  /** What n * (sum of squares) - (sum)^2 is divided by. */
  BigInteger divisor(long count) {
    return BigInteger.valueOf(count).multiply(BigInteger.valueOf(count - leastCount + 1));
  }
}
