package io.tidemark.aggregate;

import io.tidemark.aggregate.number.BinaryCodec;
import io.tidemark.aggregate.number.WideIntegerAccumulator;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * Count and exact sum, of any size, of integers or of decimals of one scale: SUM and AVG in {@link
 * SumAggregates}, which checks for overflow only when the value is asked for.
 */
final class IntegerSumState implements AggregateState.Invertible<IntegerSumState> {

  private final int scale;
  private final WideIntegerAccumulator sum = new WideIntegerAccumulator();
  private long count;

  IntegerSumState(int scale) {
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
  public void merge(IntegerSumState other) {
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
  WideIntegerAccumulator unscaled() {
    return sum;
  }

  /** The sum with the point of a decimal. */
  BigDecimal decimal() {
    return new BigDecimal(sum.value(), scale);
  }

  @Override
  public void write(DataOutput out) throws IOException {
    BinaryCodec.writeUnsigned(out, count);
    sum.write(out);
  }

  @Override
  public void read(DataInput in) throws IOException {
    count = BinaryCodec.readUnsigned(in);
    sum.read(in);
  }
}
