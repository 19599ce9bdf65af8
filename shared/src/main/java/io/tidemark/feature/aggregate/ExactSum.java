package io.tidemark.feature.aggregate;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.math.BigInteger;

/**
 * The exact sum of any number of doubles, rounded only when it is asked for; the value is that of
 * J. Shewchuk's adaptive summation, which Python's {@code fsum} uses, but values can leave again.
 */
final class ExactSum {

  /** The unit is the least double. */
  static final int UNIT_EXPONENT = -1074;

  private static final int FRACTION_BITS = 52;
  private static final long FRACTION = (1L << FRACTION_BITS) - 1;
  private static final int NON_FINITE_EXPONENT = 0x7FF;

  private final FixedPoint finite = new FixedPoint();
  private NonFinite others; // null while there have been none

  void add(double value) {
    change(value, 0);
  }

  void subtract(double value) {
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
      others = new NonFinite();
    }
    others.change(value, sign < 0 ? -1 : 1);
  }

  void merge(ExactSum other) {
    finite.add(other.finite);
    if (other.others != null) {
      if (others == null) {
        others = new NonFinite();
      }
      others.merge(other.others);
    }
  }

  boolean isFinite() {
    return others == null || others.isEmpty();
  }

  /** The sum, correctly rounded: subnormals and infinities included. */
  double round(Rounding format) {
    return isFinite() ? finite.round(format, UNIT_EXPONENT, 1) : others.sum();
  }

  /** The quotient of the exact sum and a positive number, rounded once. */
  double divide(Rounding format, long divisor) {
    if (!isFinite()) {
      return others.sum();
    }
    if (divisor <= Integer.MAX_VALUE) {
      return finite.round(format, UNIT_EXPONENT, (int) divisor);
    }
    int exponent = finite.position() + UNIT_EXPONENT;
    return format.round(finite.significand(), BigInteger.valueOf(divisor), exponent);
  }

  /** What is finite of it, in units of the least double. */
  FixedPoint finite() {
    return finite;
  }

  void write(DataOutput out) throws IOException {
    out.writeBoolean(!isFinite());
    if (!isFinite()) {
      others.write(out);
    }
    finite.write(out);
  }

  void read(DataInput in) throws IOException {
    others = in.readBoolean() ? NonFinite.read(in) : null;
    finite.read(in);
  }
}
