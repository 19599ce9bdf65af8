package io.tidemark.aggregate;

import io.tidemark.aggregate.number.ExactSumAccumulator;
import io.tidemark.aggregate.number.FloatingPointType;

/**
 * A {@link FrequencyState} that keeps the entropy of the distribution, in bits: log2(n) less the
 * mean of log2(c) over the n values, c being how often each occurs. The sum of the terms c *
 * log2(c) is exact, so the result does not depend on the order in which the counts came about.
 */
final class EntropyState extends FrequencyState {

  private static final double LN_2 = StrictMath.log(2);
  private static final double[] SMALL = new double[1024];

  static {
    for (int count = 1; count < SMALL.length; count++) {
      SMALL[count] = compute(count);
    }
  }

  private final ExactSumAccumulator terms = new ExactSumAccumulator();
  private long total;

  EntropyState(ValueCodec codec) {
    super(codec);
  }

  @Override
  void changed(Object key, long before, long after) {
    terms.subtract(term(before));
    terms.add(term(after));
    total += after - before;
  }

  /** Null of nothing, 0 of one value, log2(n) of n values once each. */
  Double bits() {
    if (total == 0) {
      return null;
    }
    return Math.max(0.0, (term(total) - terms.round(FloatingPointType.DOUBLE)) / total);
  }

  private static double term(long count) {
    return count < SMALL.length ? SMALL[(int) count] : compute(count);
  }

  /** Count times its logarithm, which is whole of a power of two. */
  private static double compute(long count) {
    int exponent = Math.getExponent((double) count);
    double mantissa = Math.scalb((double) count, -exponent);
    return count * (exponent + StrictMath.log(mantissa) / LN_2);
  }
}
