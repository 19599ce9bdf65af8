package io.tidemark.feature.aggregate;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** How many infinities and NaNs a sum has, so that they can leave again. */
final class NonFinite {

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

  void merge(NonFinite other) {
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
    Binary.writeUnsigned(out, nans);
    Binary.writeUnsigned(out, infinities);
    Binary.writeUnsigned(out, negativeInfinities);
  }

  static NonFinite read(DataInput in) throws IOException {
    NonFinite read = new NonFinite();
    read.nans = Binary.readUnsigned(in);
    read.infinities = Binary.readUnsigned(in);
    read.negativeInfinities = Binary.readUnsigned(in);
    return read;
  }
}
