package io.tidemark.feature.maths;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** How many. */
final class Tally implements Accumulator {

  static final byte TAG = 1;

  private long count;

  void change(long by) {
    count += by;
  }

  void merge(Tally other) {
    count += other.count;
  }

  long count() {
    return count;
  }

  @Override
  public byte tag() {
    return TAG;
  }

  @Override
  public Tally copy() {
    Tally copy = new Tally();
    copy.count = count;
    return copy;
  }

  @Override
  public void writeBody(DataOutput out) throws IOException {
    Binary.writeUnsigned(out, count);
  }

  static Tally readBody(DataInput in) throws IOException {
    Tally tally = new Tally();
    tally.count = Binary.readUnsigned(in);
    return tally;
  }
}
