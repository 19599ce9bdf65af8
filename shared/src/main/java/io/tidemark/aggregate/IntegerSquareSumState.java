package io.tidemark.aggregate;

import io.tidemark.aggregate.number.BinaryCodec;
import io.tidemark.aggregate.number.WideIntegerAccumulator;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * Count, exact sum and exact sum of squares of integers, or of decimals of one scale: the variances
 * of {@link VarianceAggregates}.
 */
final class IntegerSquareSumState implements AggregateState.Invertible<IntegerSquareSumState> {

  private final int scale;
  private final WideIntegerAccumulator sum = new WideIntegerAccumulator();
  private final WideIntegerAccumulator squares = new WideIntegerAccumulator();
  private long count;

  IntegerSquareSumState(int scale) {
    this.scale = scale;
  }

  @Override
  public void add(Event event, Object value) {
    count++;
    if (value instanceof BigDecimal decimal) {
      BigInteger number = IntegerSumState.unscaled(decimal, scale);
      sum.add(number);
      squares.add(number.multiply(number));
    } else {
      long number = ((Number) value).longValue();
      sum.add(number);
      if ((int) number == number) {
        squares.add(number * number);
      } else {
        squares.add(BigInteger.valueOf(number).pow(2));
      }
    }
  }

  @Override
  public void subtract(Event event, Object value) {
    count--;
    BigInteger number =
        value instanceof BigDecimal decimal
            ? IntegerSumState.unscaled(decimal, scale)
            : BigInteger.valueOf(((Number) value).longValue());
    sum.add(number.negate());
    squares.add(number.multiply(number).negate());
  }

  @Override
  public void merge(IntegerSquareSumState other) {
    count += other.count;
    sum.add(other.sum);
    squares.add(other.squares);
  }

  long count() {
    return count;
  }

  /** Dividend of the variance over {@link VarianceKind#divisor}, in units of 10^(-2 * scale). */
  BigInteger dividend() {
    BigInteger linear = sum.value();
    return BigInteger.valueOf(count).multiply(squares.value()).subtract(linear.multiply(linear));
  }

  @Override
  public void write(DataOutput out) throws IOException {
    BinaryCodec.writeUnsigned(out, count);
    sum.write(out);
    squares.write(out);
  }

  @Override
  public void read(DataInput in) throws IOException {
    count = BinaryCodec.readUnsigned(in);
    sum.read(in);
    squares.read(in);
  }
}
