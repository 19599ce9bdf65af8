package io.tidemark.feature.aggregate;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;

/** Count and exact sum of integers, or of decimals of one scale, of any size. */
final class IntegerSum implements State.Group<IntegerSum> {

  private final int scale;
  private final WideInteger sum = new WideInteger();
  private long count;

  IntegerSum(int scale) {
    this.scale = scale;
  }

  @Override
  public void add(Event event, Object value) {
    count++;
    if (value instanceof BigDecimal decimal) {
      sum.add(unscaled(decimal, scale));
    } else {
      sum.add(((Number) value).longValue());
    }
  }

  @Override
  public void subtract(Event event, Object value) {
    count--;
    if (value instanceof BigDecimal decimal) {
      sum.add(unscaled(decimal, scale).negate());
    } else {
      sum.subtract(((Number) value).longValue());
    }
  }

  @Override
  public void merge(IntegerSum other) {
    count += other.count;
    sum.add(other.sum);
  }

  static BigInteger unscaled(BigDecimal value, int scale) {
    return (value.scale() == scale ? value : value.setScale(scale)).unscaledValue();
  }

  long count() {
    return count;
  }

  /** The sum, without the point of a decimal. */
  WideInteger unscaled() {
    return sum;
  }

  /** The sum with the point of a decimal. */
  BigDecimal decimal() {
    return new BigDecimal(sum.value(), scale);
  }

  @Override
  public void write(DataOutput out) throws IOException {
    Binary.writeUnsigned(out, count);
    sum.write(out);
  }

  @Override
  public void read(DataInput in) throws IOException {
    count = Binary.readUnsigned(in);
    sum.read(in);
  }
}
