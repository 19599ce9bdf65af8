package io.tidemark.aggregate.number;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.math.BigInteger;

/**
 * An integer of any size that is added to in place: a long while it fits, then a {@link
 * BigInteger}.
 */
public final class WideIntegerAccumulator {

  private long small;
  private BigInteger big; // null while the value fits a long

  public void add(long value) {
    long sum = small + value;
    if (big == null && ((small ^ sum) & (value ^ sum)) >= 0) {
      small = sum;
    } else {
      addWide(BigInteger.valueOf(value));
    }
  }

  public void subtract(long value) {
    if (value == Long.MIN_VALUE) {
      addWide(BigInteger.valueOf(value).negate());
    } else {
      add(-value);
    }
  }

  public void add(BigInteger value) {
    if (value.bitLength() < Long.SIZE) {
      add(value.longValue());
    } else {
      addWide(value);
    }
  }

  public void add(WideIntegerAccumulator other) {
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

  /** Whether the value fits a long; {@link #small} is it then. */
  public boolean isSmall() {
    return big == null;
  }

  /** The value if it {@link #isSmall}, else 0. */
  public long small() {
    return small;
  }

  public BigInteger value() {
    return big == null ? BigInteger.valueOf(small) : big;
  }

  public void write(DataOutput out) throws IOException {
    BinaryCodec.writeBytes(out, value().toByteArray());
  }

  /** Replaces the value by one that {@link #write} wrote. */
  public void read(DataInput in) throws IOException {
    small = 0;
    big = null;
    add(BinaryCodec.readInteger(in));
  }
}
