package io.tidemark.aggregate;

import io.tidemark.aggregate.number.BinaryCodec;
import io.tidemark.aggregate.number.ExactSumAccumulator;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Count and exact sum of floating-point numbers: SUM and AVG of FLOAT and DOUBLE in {@link
 * SumAggregates}.
 */
final class FloatingSumState implements AggregateState.Invertible<FloatingSumState> {

  private final ExactSumAccumulator sum = new ExactSumAccumulator();
  private long count;

  @Override
  public void add(Event event, Object value) {
    count++;
    sum.add(((Number) value).doubleValue());
  }

  @Override
  public void subtract(Event event, Object value) {
    count--;
    sum.subtract(((Number) value).doubleValue());
  }

  @Override
  public void merge(FloatingSumState other) {
    count += other.count;
    sum.merge(other.sum);
  }

  long count() {
    return count;
  }

  ExactSumAccumulator sum() {
    return sum;
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
