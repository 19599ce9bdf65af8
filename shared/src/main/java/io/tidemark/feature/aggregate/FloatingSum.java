package io.tidemark.feature.aggregate;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Count and exact sum of floating-point numbers. */
final class FloatingSum implements State.Group<FloatingSum> {

  private final ExactSum sum = new ExactSum();
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
  public void merge(FloatingSum other) {
    count += other.count;
    sum.merge(other.sum);
  }

  long count() {
    return count;
  }

  ExactSum sum() {
    return sum;
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
