package io.tidemark.feature.aggregate;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.math.BigInteger;

/** An integer of any size that grows in place: a long for as long as it fits. */
final class WideInteger {

  private long small;
  private BigInteger big; // null while the value fits a long

  void add(long value) {
    long sum = small + value;
    if (big == null && ((small ^ sum) & (value ^ sum)) >= 0) {
      small = sum;
    } else {
      addWide(BigInteger.valueOf(value));
    }
  }

  void subtract(long value) {
    if (value == Long.MIN_VALUE) {
      addWide(BigInteger.valueOf(value).negate());
    } else {
      add(-value);
    }
  }

  void add(BigInteger value) {
    if (value.bitLength() < Long.SIZE) {
      add(value.longValue());
    } else {
      addWide(value);
    }
  }

  void add(WideInteger other) {
    if (other.big == null) {
      add(other.small);
    } else {
      addWide(other.big);
    }
  }

  private void addWide(BigInteger value) {
    BigInteger sum = value().add(value);
    boolean fits = sum.bitLength() < Long.SIZE;
    small = fits ? sum.longValue() : 0;
    big = fits ? null : sum;
  }

  boolean isSmall() {
    return big == null;
  }

  /** The value, of a small one. */
  long small() {
    return small;
  }

  BigInteger value() {
    return big == null ? BigInteger.valueOf(small) : big;
  }

  void write(DataOutput out) throws IOException {
    Binary.writeBytes(out, value().toByteArray());
  }

  void read(DataInput in) throws IOException {
    small = 0;
    big = null;
    add(Binary.readInteger(in));
  }
}
