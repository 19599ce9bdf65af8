package io.tidemark.feature.maths;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * The exact sum of any number of doubles, rounded only when it is asked for.
 *
 * <p>Kulisch's superaccumulator: a fixed-point number in units of 2^-1074, the least double, held
 * as limbs of 32 bits in longs, so that carries can wait. Only the limbs between the lowest and the
 * highest bit ever used are held. Infinities and NaN are counted, so that they can leave again.
 */
final class ExactSum {

  private static final int UNIT_EXPONENT = -1074;
  private static final int FLOAT_PRECISION = 24;
  private static final int FLOAT_UNIT_SHIFT = 1074 - 149;
  private static final int LIMB_BITS = 32;
  private static final long LIMB_MASK = 0xFFFFFFFFL;
  private static final int MANTISSA_BITS = 52;
  private static final int ADDITIONS_BETWEEN_CARRIES = 1 << 29;
  private static final int NEGATIVE = 1;
  private static final int NON_FINITE = 2;

  private long[] limbs = new long[0];
  private int low; // place of limbs[0]
  private int uncarried;
  private long nans;
  private long infinities;
  private long negativeInfinities;

  void add(double value) {
    change(value, 1);
  }

  void subtract(double value) {
    change(value, -1);
  }

  void merge(ExactSum other) {
    nans += other.nans;
    infinities += other.infinities;
    negativeInfinities += other.negativeInfinities;
    other.carry();
    reserve(other.low, other.low + other.limbs.length);
    for (int i = 0; i < other.limbs.length; i++) {
      limbs[other.low - low + i] += other.limbs[i];
    }
    carryInTime();
  }

  /** The sum, correctly rounded: half to even, subnormals and infinities included. */
  double toDouble() {
    return isFinite() ? round(MANTISSA_BITS + 1, 0) : nonFinite();
  }

  /** The sum, correctly rounded to a float in one step. */
  float toFloat() {
    return (float) (isFinite() ? round(FLOAT_PRECISION, FLOAT_UNIT_SHIFT) : nonFinite());
  }

  private void change(double value, int sign) {
    if (Double.isNaN(value)) {
      nans += sign;
    } else if (value == Double.POSITIVE_INFINITY) {
      infinities += sign;
    } else if (value == Double.NEGATIVE_INFINITY) {
      negativeInfinities += sign;
    } else if (value != 0) {
      changeFinite(Double.doubleToRawLongBits(value), sign);
    }
  }

  private void changeFinite(long bits, int sign) {
    int exponent = (int) (bits >>> MANTISSA_BITS) & 0x7FF;
    long fraction = bits & ((1L << MANTISSA_BITS) - 1);
    long mantissa = exponent == 0 ? fraction : fraction | 1L << MANTISSA_BITS;
    int position = Math.max(exponent - 1, 0);
    changeAt(position, mantissa, bits < 0 ? -sign : sign);
  }

  private void changeAt(int position, long mantissa, int sign) {
    int place = position / LIMB_BITS;
    int shift = position % LIMB_BITS;
    reserve(place, place + 3);
    int limb = place - low;
    long lower = mantissa << shift;
    limbs[limb] += sign * (lower & LIMB_MASK);
    limbs[limb + 1] += sign * (lower >>> LIMB_BITS);
    limbs[limb + 2] += sign * (mantissa >>> LIMB_BITS >>> (LIMB_BITS - shift));
    carryInTime();
  }

  private void reserve(int from, int to) {
    if (from >= low && to <= low + limbs.length || from == to) {
      return;
    }
    int newLow = limbs.length == 0 ? from : Math.min(low, from);
    int newEnd = limbs.length == 0 ? to : Math.max(low + limbs.length, to);
    long[] wider = new long[newEnd - newLow];
    System.arraycopy(limbs, 0, wider, limbs.length == 0 ? 0 : low - newLow, limbs.length);
    limbs = wider;
    low = newLow;
  }

  private void carryInTime() {
    if (++uncarried >= ADDITIONS_BETWEEN_CARRIES) {
      carry();
    }
  }

  /** The canonical form: all limbs of one sign, each of at most 32 bits. */
  private void carry() {
    if (uncarried > 0 && carryUp() < 0) {
      negate();
      carryUp();
      negate();
    }
    uncarried = 0;
  }

  /** Makes all limbs but the highest non-negative; returns the sign of the sum. */
  private int carryUp() {
    int top = limbs.length - 1;
    long carry = 0;
    for (int i = 0; i < top; i++) {
      long limb = limbs[i] + carry;
      limbs[i] = limb & LIMB_MASK;
      carry = limb >> LIMB_BITS;
    }
    if (top < 0) {
      return 0;
    }
    long highest = limbs[top] + carry;
    limbs[top] = highest;
    if (Math.abs(highest) > LIMB_MASK) {
      limbs = Arrays.copyOf(limbs, top + 2);
      limbs[top] = highest & LIMB_MASK;
      limbs[top + 1] = highest >> LIMB_BITS;
    }
    return Long.signum(highest);
  }

  private void negate() {
    for (int i = 0; i < limbs.length; i++) {
      limbs[i] = -limbs[i];
    }
  }

  private boolean isFinite() {
    return (nans | infinities | negativeInfinities) == 0;
  }

  private double nonFinite() {
    if (nans > 0 || infinities > 0 && negativeInfinities > 0) {
      return Double.NaN;
    }
    return infinities > 0 ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
  }

  /** Keeps at most that many bits, and none below that position; exact up to the last step. */
  private double round(int precision, int lowestPosition) {
    carry();
    int top = highestLimb();
    if (top < 0) {
      return 0.0;
    }
    int length = (low + top) * LIMB_BITS + Long.SIZE - Long.numberOfLeadingZeros(digit(low + top));
    int position = Math.max(length - precision, lowestPosition);
    long mantissa = bitsFrom(position);
    double rounded =
        Math.scalb(
            (double) (roundsUp(mantissa, position) ? mantissa + 1 : mantissa),
            position + UNIT_EXPONENT);
    return limbs[top] < 0 ? -rounded : rounded;
  }

  private boolean roundsUp(long mantissa, int position) {
    if (position == 0 || (bitsFrom(position - 1) & 1) == 0) {
      return false;
    }
    return (mantissa & 1) == 1 || hasBitsBelow(position - 1);
  }

  private boolean hasBitsBelow(int position) {
    int place = position / LIMB_BITS;
    if ((digit(place) & ((1L << position % LIMB_BITS) - 1)) != 0) {
      return true;
    }
    for (int i = Math.min(place - low, limbs.length) - 1; i >= 0; i--) {
      if (limbs[i] != 0) {
        return true;
      }
    }
    return false;
  }

  /** The 64 bits of the magnitude from that position up. */
  private long bitsFrom(int position) {
    int place = position / LIMB_BITS;
    int shift = position % LIMB_BITS;
    return digit(place) >>> shift
        | digit(place + 1) << (LIMB_BITS - shift)
        | digit(place + 2) << LIMB_BITS << (LIMB_BITS - shift);
  }

  /** Magnitude of the limb at that place, of a carried sum. */
  private long digit(int place) {
    int limb = place - low;
    return limb >= 0 && limb < limbs.length ? Math.abs(limbs[limb]) : 0;
  }

  private int highestLimb() {
    int top = limbs.length - 1;
    while (top >= 0 && limbs[top] == 0) {
      top--;
    }
    return top;
  }

  ExactSum copy() {
    ExactSum copy = new ExactSum();
    copy.merge(this);
    return copy;
  }

  /** Flags, the counts of non-finite values if any, then the limbs between the outermost bits. */
  void write(DataOutput out) throws IOException {
    carry();
    int top = highestLimb();
    int bottom = 0;
    while (bottom < top && limbs[bottom] == 0) {
      bottom++;
    }
    out.writeByte((top >= 0 && limbs[top] < 0 ? NEGATIVE : 0) | (isFinite() ? 0 : NON_FINITE));
    if (!isFinite()) {
      Binary.writeUnsigned(out, nans);
      Binary.writeUnsigned(out, infinities);
      Binary.writeUnsigned(out, negativeInfinities);
    }
    Binary.writeUnsigned(out, top < 0 ? 0 : low + bottom);
    Binary.writeUnsigned(out, top < 0 ? 0 : top - bottom + 1);
    for (int i = bottom; i <= top; i++) {
      out.writeInt((int) Math.abs(limbs[i]));
    }
  }

  static ExactSum read(DataInput in) throws IOException {
    ExactSum sum = new ExactSum();
    int flags = in.readUnsignedByte();
    if ((flags & NON_FINITE) != 0) {
      sum.nans = Binary.readUnsigned(in);
      sum.infinities = Binary.readUnsigned(in);
      sum.negativeInfinities = Binary.readUnsigned(in);
    }
    sum.low = Binary.readSize(in);
    sum.limbs = new long[Binary.readSize(in)];
    for (int i = 0; i < sum.limbs.length; i++) {
      long digit = in.readInt() & LIMB_MASK;
      sum.limbs[i] = (flags & NEGATIVE) != 0 ? -digit : digit;
    }
    return sum;
  }
}
