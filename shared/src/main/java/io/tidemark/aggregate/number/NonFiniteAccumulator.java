package io.tidemark.aggregate.number;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Counts of the infinities and NaNs of an {@link ExactSumAccumulator}, so that they can be
 * subtracted again.
 */
final class NonFiniteAccumulator {

  private long nans;
  private long infinities;
  private long negativeInfinities;

  void change(double value, int by) {
    if (Double.isNaN(value)) {
      nans += by;
    } else if (value > 0) {
      infinities += by;
    } else {
      negativeInfinities += by;
    }
  }

  void merge(NonFiniteAccumulator other) {
    nans += other.nans;
    infinities += other.infinities;
    negativeInfinities += other.negativeInfinities;
  }

  boolean isEmpty() {
    return (nans | infinities | negativeInfinities) == 0;
  }

  /** Their sum, as IEEE 754 has it; there is at least one. */
  double sum() {
    if (nans > 0 || infinities > 0 && negativeInfinities > 0) {
      return Double.NaN;
    }
    return infinities > 0 ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
  }

  void write(DataOutput out) throws IOException {
    BinaryCodec.writeUnsigned(out, nans);
    BinaryCodec.writeUnsigned(out, infinities);
    BinaryCodec.writeUnsigned(out, negativeInfinities);
  }

  static NonFiniteAccumulator read(DataInput in) throws IOException {
    NonFiniteAccumulator read = new NonFiniteAccumulator();
    read.nans = BinaryCodec.readUnsigned(in);
    read.infinities = BinaryCodec.readUnsigned(in);
    read.negativeInfinities = BinaryCodec.readUnsigned(in);
    return read;
  }
}
