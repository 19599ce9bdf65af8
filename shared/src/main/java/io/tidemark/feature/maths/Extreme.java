package io.tidemark.feature.maths;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The least or the greatest value so far; nothing can be taken back from it. */
final class Extreme implements Accumulator {

  static final byte TAG = 5;

  private final boolean greatest;
  private Object best; // null before the first value

  Extreme(boolean greatest) {
    this.greatest = greatest;
  }

  void add(Object value) {
    if (best == null || isBetter(Values.compare(value, best))) {
      best = value;
    }
  }

  void merge(Extreme other) {
    if (other.best != null) {
      add(other.best);
    }
  }

  boolean greatest() {
    return greatest;
  }

  /** The value, null if there was none. */
  Object best() {
    return best;
  }

  private boolean isBetter(int order) {
    return greatest ? order > 0 : order < 0;
  }

  @Override
  public byte tag() {
    return TAG;
  }

  @Override
  public Extreme copy() {
    Extreme copy = new Extreme(greatest);
    copy.best = best;
    return copy;
  }

  @Override
  public void writeBody(DataOutput out) throws IOException {
    out.writeBoolean(greatest);
    Values.write(out, best);
  }

  static Extreme readBody(DataInput in) throws IOException {
    Extreme extreme = new Extreme(in.readBoolean());
    extreme.best = Values.read(in);
    return extreme;
  }
}
