package io.tidemark.feature.maths;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;

/** Count and exact sum of integers, or of decimals of one scale, of any size. */
final class IntegerSum implements Accumulator {

  static final byte TAG = 2;

  private final int scale;
  private long count;
  private long small;
  private BigInteger big; // null while the sum fits a long

  IntegerSum(int scale) {
    this.scale = scale;
  }

  void add(Object value) {
    count++;
    if (value instanceof BigDecimal decimal) {
      plus(unscaled(decimal));
    } else {
      plus(((Number) value).longValue());
    }
  }

  void subtract(Object value) {
    count--;
    if (value instanceof BigDecimal decimal) {
      plus(unscaled(decimal).negate());
    } else {
      minus(((Number) value).longValue());
    }
  }

  void merge(IntegerSum other) {
    count += other.count;
    if (other.big == null) {
      plus(other.small);
    } else {
      plus(other.big);
    }
  }

  long count() {
    return count;
  }

  int scale() {
    return scale;
  }

  /** The sum, without the point of a decimal. */
  BigInteger unscaled() {
    return big == null ? BigInteger.valueOf(small) : big;
  }

  private BigInteger unscaled(BigDecimal value) {
    return value.setScale(scale).unscaledValue();
  }

  private void plus(long value) {
    long sum = small + value;
    boolean overflow = ((small ^ sum) & (value ^ sum)) < 0;
    if (big == null && !overflow) {
      small = sum;
    } else {
      plus(BigInteger.valueOf(value));
    }
  }

  private void minus(long value) {
    if (value == Long.MIN_VALUE) {
      plus(BigInteger.valueOf(value).negate());
    } else {
      plus(-value);
    }
  }

  private void plus(BigInteger value) {
    BigInteger sum = unscaled().add(value);
    boolean fits = sum.bitLength() < Long.SIZE;
    small = fits ? sum.longValue() : 0;
    big = fits ? null : sum;
  }

  @Override
  public byte tag() {
    return TAG;
  }

  @Override
  public IntegerSum copy() {
    IntegerSum copy = new IntegerSum(scale);
    copy.merge(this);
    return copy;
  }

  @Override
  public void writeBody(DataOutput out) throws IOException {
    Binary.writeUnsigned(out, scale);
    Binary.writeUnsigned(out, count);
    Binary.writeBytes(out, unscaled().toByteArray());
  }

  static IntegerSum readBody(DataInput in) throws IOException {
    IntegerSum sum = new IntegerSum(Binary.readSize(in));
    sum.count = Binary.readUnsigned(in);
    sum.plus(new BigInteger(Binary.readBytes(in)));
    return sum;
  }
}
