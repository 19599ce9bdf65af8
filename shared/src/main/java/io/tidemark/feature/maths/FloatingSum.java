package io.tidemark.feature.maths;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Count and exact sum of floating-point numbers. */
final class FloatingSum implements Accumulator {

  static final byte TAG = 3;

  private final ExactSum sum;
  private long count;

  FloatingSum() {
    this(new ExactSum(), 0);
  }

  private FloatingSum(ExactSum sum, long count) {
    this.sum = sum;
    this.count = count;
  }

  void add(double value) {
    count++;
    sum.add(value);
  }

  void subtract(double value) {
    count--;
    sum.subtract(value);
  }

  void merge(FloatingSum other) {
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
  public byte tag() {
    return TAG;
  }

  @Override
  public FloatingSum copy() {
    return new FloatingSum(sum.copy(), count);
  }

  @Override
  public void writeBody(DataOutput out) throws IOException {
    Binary.writeUnsigned(out, count);
    sum.write(out);
  }

  static FloatingSum readBody(DataInput in) throws IOException {
    long count = Binary.readUnsigned(in);
    return new FloatingSum(ExactSum.read(in), count);
  }
}
