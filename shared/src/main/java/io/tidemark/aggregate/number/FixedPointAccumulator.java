package io.tidemark.aggregate.number;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Arrays;

/**
 * A fixed-point number of any width that is added to in place: U. Kulisch's superaccumulator
 * (<i>Computer Arithmetic and Validity</i>) in the form of R. Neal's small one (<i>Fast Exact
 * Summation Using Small and Large Superaccumulators</i>, 2015). {@link ExactSumAccumulator} is made
 * of it.
 *
 * <p>Limbs of 32 bits are stored in longs, so that carries can wait. Only those between the lowest
 * and the highest bit ever used are held. Positions count bits from the unit, which is the
 * caller's.
 */
public final class FixedPointAccumulator {

  /** Most bits of what is added at once. */
  static final int MANTISSA_BITS = 53;

  private static final int LIMB_BITS = 32;
  private static final long LIMB_MASK = 0xFFFFFFFFL;
  private static final int ADDITIONS_BETWEEN_CARRIES = 1 << 10;
  private static final long[] NONE = {};

  private long[] limbs = NONE;
  private int low; // place of limbs[0], in limbs from the unit
  private int uncarried;

  /**
   * Adds {@code mantissa * 2^position}, or its negative.
   *
   * @param mantissa of at most 53 bits, and not negative
   * @param sign 0 to add, -1 to subtract
   */
  public void add(int position, long mantissa, long sign) {
    int shift = position % LIMB_BITS;
    int place = position / LIMB_BITS;
    int limb = place - low;
    if (limb < 0 || limb + 1 >= limbs.length) {
      limb = reserve(place, place + 2);
    }
    long lower = mantissa << shift & LIMB_MASK;
    long upper = mantissa >>> LIMB_BITS - shift;
    limbs[limb] += (lower ^ sign) - sign;
    limbs[limb + 1] += (upper ^ sign) - sign;
    if (++uncarried >= ADDITIONS_BETWEEN_CARRIES) {
      carry();
    }
  }

  /** Adds the other number, which keeps its value; both have the same unit. */
  public void add(FixedPointAccumulator other) {
    if (other.limbs.length == 0) {
      return;
    }
    carry();
    other.carry();
    int from = reserve(other.low, other.low + other.limbs.length);
    for (int i = 0; i < other.limbs.length; i++) {
      limbs[from + i] += other.limbs[i];
    }
    uncarried = 1;
  }

  /** Makes room for places up to the last, exclusive; returns the limb of the first. */
  private int reserve(int from, int to) {
    boolean empty = limbs.length == 0;
    int newLow = empty ? from : Math.min(low, from);
    int newEnd = empty ? to : Math.max(low + limbs.length, to);
    if (newEnd - newLow > limbs.length) {
      long[] wider = new long[newEnd - newLow];
      System.arraycopy(limbs, 0, wider, empty ? 0 : low - newLow, limbs.length);
      limbs = wider;
      low = newLow;
    }
    return from - low;
  }

  /** Makes all limbs but the highest non-negative and of 32 bits: that one has the sign. */
  private void carry() {
    if (uncarried == 0) {
      return;
    }
    uncarried = 0;
    int top = limbs.length - 1;
    long carry = 0;
    for (int i = 0; i < top; i++) {
      long limb = limbs[i] + carry;
      limbs[i] = limb & LIMB_MASK;
      carry = limb >> LIMB_BITS;
    }
    long highest = limbs[top] + carry;
    limbs[top] = highest;
    if (highest > LIMB_MASK || highest < -LIMB_MASK) {
      limbs = Arrays.copyOf(limbs, top + 2);
      limbs[top] = highest & LIMB_MASK;
      limbs[top + 1] = highest >> LIMB_BITS;
    }
  }

  private void negate() {
    for (int i = 0; i < limbs.length; i++) {
      limbs[i] = -limbs[i];
    }
    uncarried = 1;
    carry();
  }

  private boolean isNegative() {
    carry();
    return limbs.length > 0 && limbs[limbs.length - 1] < 0;
  }

  /**
   * The number divided by another, rounded once.
   *
   * @param divisor from 1 to 2^31 - 1
   */
  double round(FloatingPointType format, int unitExponent, int divisor) {
    if (!isNegative()) {
      return roundMagnitude(format, unitExponent, divisor);
    }
    negate();
    double magnitude = roundMagnitude(format, unitExponent, divisor);
    negate();
    return -magnitude;
  }

  /** Long division, until there are more bits than any format keeps. */
  private double roundMagnitude(FloatingPointType format, int unitExponent, int divisor) {
    int limb = highest();
    if (limb < 0) {
      return 0;
    }
    long rest = 0;
    long first = 0;
    for (; first == 0; limb--) {
      long dividend = rest << LIMB_BITS | digit(limb);
      first = dividend / divisor;
      rest = dividend - first * divisor;
    }
    long second = rest << LIMB_BITS | digit(limb);
    rest = second % divisor;
    long third = rest << LIMB_BITS | digit(limb - 1);
    boolean cut = third % divisor != 0 || hasDigitsBelow(limb - 1);
    int position = (low + limb - 1) * LIMB_BITS + unitExponent;
    return round(format, position, first, second / divisor, third / divisor, cut);
  }

  /** Rounds three digits of 32 bits, of which the first is not 0, by their 63 leading bits. */
  private static double round(
      FloatingPointType format, int position, long first, long second, long third, boolean cut) {
    int length = Long.SIZE - Long.numberOfLeadingZeros(first);
    long leading = first << Long.SIZE - length | second << LIMB_BITS - length | third >>> length;
    boolean odd = cut || (third & (1L << length) - 1 | leading & 1) != 0;
    return format.round(leading >>> 1 | (odd ? 1 : 0), position + length + 1);
  }

  private int highest() {
    int top = limbs.length - 1;
    while (top >= 0 && limbs[top] == 0) {
      top--;
    }
    return top;
  }

  private long digit(int limb) {
    return limb >= 0 ? limbs[limb] : 0;
  }

  private boolean hasDigitsBelow(int limb) {
    for (int i = limb - 1; i >= 0; i--) {
      if (limbs[i] != 0) {
        return true;
      }
    }
    return false;
  }

  /** Position of the lowest limb that is not 0, or of the unit. */
  public int position() {
    carry();
    return highest() < 0 ? 0 : (low + lowest()) * LIMB_BITS;
  }

  /** The number in units of {@link #position}. */
  public BigInteger significand() {
    if (isNegative()) {
      negate();
      BigInteger magnitude = magnitude();
      negate();
      return magnitude.negate();
    }
    return magnitude();
  }

  private BigInteger magnitude() {
    int top = highest();
    if (top < 0) {
      return BigInteger.ZERO;
    }
    int bottom = lowest();
    byte[] bytes = new byte[(top - bottom + 1) * Integer.BYTES];
    for (int i = 0; i < bytes.length; i++) {
      long digit = limbs[top - i / Integer.BYTES];
      bytes[i] = (byte) (digit >>> Byte.SIZE * (Integer.BYTES - 1 - i % Integer.BYTES));
    }
    return new BigInteger(1, bytes);
  }

  private int lowest() {
    int bottom = 0;
    while (limbs[bottom] == 0) {
      bottom++;
    }
    return bottom;
  }

  /** Sign and number of digits, their place, then the digits, of 32 bits, lowest first. */
  public void write(DataOutput out) throws IOException {
    boolean negative = isNegative();
    if (negative) {
      negate();
    }
    int top = highest();
    int bottom = top < 0 ? 0 : lowest();
    BinaryCodec.writeUnsigned(out, (top - bottom + 1L) << 1 | (negative ? 1 : 0));
    if (top >= 0) {
      BinaryCodec.writeUnsigned(out, low + bottom);
    }
    for (int i = bottom; i <= top; i++) {
      out.writeInt((int) limbs[i]);
    }
    if (negative) {
      negate();
    }
  }

  /** Replaces the number by one that {@link #write} wrote. */
  public void read(DataInput in) throws IOException {
    int header = BinaryCodec.readSize(in);
    limbs = new long[header >>> 1];
    low = limbs.length == 0 ? 0 : BinaryCodec.readSize(in);
    for (int i = 0; i < limbs.length; i++) {
      limbs[i] = in.readInt() & LIMB_MASK;
    }
    if ((header & 1) == 1) {
      negate();
    }
  }
}
