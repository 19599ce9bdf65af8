package io.tidemark.feature.engine;

import java.math.BigInteger;
import java.util.function.LongFunction;

/**
 * Finds the floating-point number nearest to a fraction, of two as near the even one, by bisection
 * among the bits of all numbers. An infinity stands at the power of two that is out of reach.
 */
final class NaiveRounding {

  /** Integers stand for doubles in units of the least one. */
  static final int UNIT = 1074;

  private static final int FRACTION_BITS = 52;

  private NaiveRounding() {}

  /** A finite double in units of the least one. */
  static BigInteger units(double value) {
    long bits = Double.doubleToLongBits(Math.abs(value));
    BigInteger magnitude = units(bits);
    return value < 0 ? magnitude.negate() : magnitude;
  }

  /** The fraction divided by 2^scale as a double. */
  static double toDouble(BigInteger numerator, BigInteger denominator, int scale) {
    long infinity = Double.doubleToLongBits(Double.POSITIVE_INFINITY);
    long bits = nearest(numerator, denominator, scale, infinity, NaiveRounding::units);
    return Math.copySign(Double.longBitsToDouble(bits), numerator.signum());
  }

  /** The fraction divided by 2^scale as a float. */
  static float toFloat(BigInteger numerator, BigInteger denominator, int scale) {
    long infinity = Float.floatToIntBits(Float.POSITIVE_INFINITY);
    long bits = nearest(numerator, denominator, scale, infinity, NaiveRounding::unitsOfFloat);
    return Math.copySign(Float.intBitsToFloat((int) bits), numerator.signum());
  }

  private static long nearest(
      BigInteger numerator,
      BigInteger denominator,
      int scale,
      long infinity,
      LongFunction<BigInteger> place) {
    BigInteger target = numerator.abs().shiftLeft(UNIT);
    BigInteger step = denominator.shiftLeft(scale);
    long low = 0;
    long high = infinity;
    while (high - low > 1) {
      long middle = low + high >>> 1;
      if (place.apply(middle).multiply(step).compareTo(target) <= 0) {
        low = middle;
      } else {
        high = middle;
      }
    }
    BigInteger below = target.subtract(place.apply(low).multiply(step)).abs();
    BigInteger above = place.apply(high).multiply(step).subtract(target).abs();
    int order = below.compareTo(above);
    return order < 0 || order == 0 && (low & 1) == 0 ? low : high;
  }

  private static BigInteger units(long bits) {
    long exponent = bits >>> FRACTION_BITS;
    long fraction = bits & (1L << FRACTION_BITS) - 1;
    return exponent == 0
        ? BigInteger.valueOf(fraction)
        : BigInteger.valueOf(fraction + (1L << FRACTION_BITS)).shiftLeft((int) exponent - 1);
  }

  private static BigInteger unitsOfFloat(long bits) {
    float value = Float.intBitsToFloat((int) bits);
    return Float.isInfinite(value)
        ? BigInteger.ONE.shiftLeft(Float.MAX_EXPONENT + 1 + UNIT)
        : units((double) value);
  }
}
