package io.tidemark.aggregate.number;

import java.math.BigInteger;

/**
 * A floating-point format and the one rounding of an exact value to it: half to even. {@link
 * ExactSumAccumulator} rounds its sums and quotients with it.
 */
public enum FloatingPointType {
  FLOAT(24, -149),
  DOUBLE(53, -1074);

  private static final int SPARE_BITS = 62;

  private final int precision;
  private final int leastExponent;

  FloatingPointType(int precision, int leastExponent) {
    this.precision = precision;
    this.leastExponent = leastExponent;
  }

  /**
   * {@code mantissa * 2^exponent} in this format, as a double.
   *
   * @param mantissa positive; exact, or of more than 55 bits of which the last is set where less
   *     than it was cut off (round to odd: S. Boldo, G. Melquiond, 2008)
   */
  public double round(long mantissa, int exponent) {
    int bits = Long.SIZE - Long.numberOfLeadingZeros(mantissa);
    int cut = Math.max(bits - precision, leastExponent - exponent);
    if (cut <= 0) {
      return scaled(mantissa, exponent);
    }
    if (cut >= Long.SIZE) {
      return 0;
    }
    long kept = mantissa >>> cut;
    long half = 1L << cut - 1;
    long rest = mantissa & (half << 1) - 1;
    boolean up = rest > half || rest == half && (kept & 1) == 1;
    return scaled(up ? kept + 1 : kept, exponent + cut);
  }

  private double scaled(long mantissa, int exponent) {
    double value = Math.scalb((double) mantissa, exponent);
    return this == FLOAT ? (float) value : value;
  }

  /** {@code numerator / denominator * 2^exponent}, of a positive denominator. */
  public double round(BigInteger numerator, BigInteger denominator, int exponent) {
    if (numerator.signum() == 0) {
      return 0;
    }
    BigInteger magnitude = numerator.abs();
    int scale = SPARE_BITS - (magnitude.bitLength() - denominator.bitLength());
    BigInteger[] quotient =
        scale >= 0
            ? magnitude.shiftLeft(scale).divideAndRemainder(denominator)
            : magnitude.divideAndRemainder(denominator.shiftLeft(-scale));
    long odd = quotient[0].longValue() | (quotient[1].signum() == 0 ? 0 : 1);
    double rounded = round(odd, exponent - scale);
    return numerator.signum() < 0 ? -rounded : rounded;
  }
}
