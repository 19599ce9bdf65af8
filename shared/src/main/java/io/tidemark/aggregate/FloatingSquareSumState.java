package io.tidemark.aggregate;

import io.tidemark.aggregate.number.BinaryCodec;
import io.tidemark.aggregate.number.ExactSumAccumulator;
import io.tidemark.aggregate.number.FixedPointAccumulator;
import io.tidemark.aggregate.number.FloatingPointType;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.math.BigInteger;

/**
 * Count, exact sum and exact sum of squares of floating-point numbers: the variances of {@link
 * VarianceAggregates}. Exact sums let values leave without a trace.
 */
final class FloatingSquareSumState implements AggregateState.Invertible<FloatingSquareSumState> {

  private static final int FRACTION_BITS = 52;
  private static final long HALF_MASK = 0xFFFFFFFFL;

  private final ExactSumAccumulator sum = new ExactSumAccumulator();
  private final FixedPointAccumulator squares =
      new FixedPointAccumulator(); // in units of the least double's square
  private long count;

  @Override
  public void add(Event event, Object value) {
    double number = ((Number) value).doubleValue();
    count++;
    sum.add(number);
    change(number, 0);
  }

  @Override
  public void subtract(Event event, Object value) {
    double number = ((Number) value).doubleValue();
    count--;
    sum.subtract(number);
    change(number, -1);
  }

  /** The square of 53 bits has 106, in three parts. */
  private void change(double value, long sign) {
    if (value == 0 || !Double.isFinite(value)) {
      return;
    }
    long bits = Double.doubleToRawLongBits(value);
    int exponent = Math.max(1, Math.getExponent(value) + Double.MAX_EXPONENT);
    long implied = Math.abs(value) < Double.MIN_NORMAL ? 0 : 1L << FRACTION_BITS;
    long mantissa = bits & (1L << FRACTION_BITS) - 1 | implied;
    int position = 2 * (exponent - 1);
    long low = mantissa * mantissa;
    squares.add(position, low & HALF_MASK, sign);
    squares.add(position + Integer.SIZE, low >>> Integer.SIZE, sign);
    squares.add(position + Long.SIZE, Math.multiplyHigh(mantissa, mantissa), sign);
  }

  @Override
  public void merge(FloatingSquareSumState other) {
    count += other.count;
    sum.merge(other.sum);
    squares.add(other.squares);
  }

  long count() {
    return count;
  }

  /** The variance: the exact one, rounded once. */
  double variance(FloatingPointType format, VarianceKind kind) {
    if (!sum.isFinite()) {
      return Double.NaN;
    }
    FixedPointAccumulator values = sum.finite();
    int exponent = Math.min(2 * values.position(), squares.position());
    BigInteger linear = values.significand();
    BigInteger square =
        BigInteger.valueOf(count)
            .multiply(squares.significand())
            .shiftLeft(squares.position() - exponent)
            .subtract(linear.multiply(linear).shiftLeft(2 * values.position() - exponent));
    return format.round(
        square, kind.divisor(count), exponent + 2 * ExactSumAccumulator.UNIT_EXPONENT);
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
