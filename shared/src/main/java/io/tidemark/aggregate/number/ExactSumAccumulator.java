package io.tidemark.aggregate.number;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.math.BigInteger;

/**
 * The exact sum of any number of doubles, rounded only when it is asked for, over a {@link
 * FixedPointAccumulator}. The value is that of J. Shewchuk's adaptive summation, which Python's
 * {@code fsum} uses, but values can be subtracted again.
 */
public final class ExactSumAccumulator {

  /** The unit is the least double. */
  public static final int UNIT_EXPONENT = -1074;

  private static final int FRACTION_BITS = 52;
  private static final long FRACTION = (1L << FRACTION_BITS) - 1;
  private static final int NON_FINITE_EXPONENT = 0x7FF;

  private final FixedPointAccumulator finite = new FixedPointAccumulator();
  private NonFiniteAccumulator others; // null while there have been none

  public void add(double value) {
    change(value, 0);
  }

  public void subtract(double value) {
    change(value, -1);
  }

  private void change(double value, long sign) {
    long bits = Double.doubleToRawLongBits(value);
    int exponent = (int) (bits >>> FRACTION_BITS) & NON_FINITE_EXPONENT;
    long fraction = bits & FRACTION;
    if (exponent == NON_FINITE_EXPONENT) {
      changeOthers(value, sign);
    } else if (exponent != 0) {
      finite.add(exponent - 1, fraction | FRACTION + 1, bits >> Long.SIZE - 1 ^ sign);
    } else if (fraction != 0) {
      finite.add(0, fraction, bits >> Long.SIZE - 1 ^ sign);
    }
  }

  private void changeOthers(double value, long sign) {
    if (others == null) {
      others = new NonFiniteAccumulator();
    }
    others.change(value, sign < 0 ? -1 : 1);
  }

  /** Adds the other sum, which keeps its value. */
  public void merge(ExactSumAccumulator other) {
    finite.add(other.finite);
    if (other.others != null) {
      if (others == null) {
        others = new NonFiniteAccumulator();
      }
      others.merge(other.others);
    }
  }

  /** Whether neither an infinity nor a NaN is among the numbers. */
  public boolean isFinite() {
    return others == null || others.isEmpty();
  }

  /** The sum, correctly rounded: subnormals and infinities included. */
  public double round(FloatingPointType format) {
    return isFinite() ? finite.round(format, UNIT_EXPONENT, 1) : others.sum();
  }

  /** The quotient of the exact sum and a positive number, rounded once. */
  public double divide(FloatingPointType format, long divisor) {
    if (!isFinite()) {
      return others.sum();
    }
    if (divisor <= Integer.MAX_VALUE) {
      return finite.round(format, UNIT_EXPONENT, (int) divisor);
    }
    int exponent = finite.position() + UNIT_EXPONENT;
    return format.round(finite.significand(), BigInteger.valueOf(divisor), exponent);
  }

  /** Finite part of the sum, in units of the least double. */
  public FixedPointAccumulator finite() {
    return finite;
  }

  public void write(DataOutput out) throws IOException {
    out.writeBoolean(!isFinite());
    if (!isFinite()) {
      others.write(out);
    }
    finite.write(out);
  }

  /** Replaces the sum by one that {@link #write} wrote. */
  public void read(DataInput in) throws IOException {
    others = in.readBoolean() ? NonFiniteAccumulator.read(in) : null;
    finite.read(in);
  }
}
