package io.tidemark.feature.maths;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The exact, canonical state of an aggregate: the same set of events has the same binary form. */
sealed interface Accumulator permits Tally, IntegerSum, FloatingSum, Multiset, Extreme {

  /** Names the kind of state in the binary form; never reused. */
  byte tag();

  void writeBody(DataOutput out) throws IOException;

  Accumulator copy();

  default void write(DataOutput out) throws IOException {
    out.writeByte(tag());
    writeBody(out);
  }

  static Accumulator read(DataInput in) throws IOException {
    byte tag = in.readByte();
    return switch (tag) {
      case Tally.TAG -> Tally.readBody(in);
      case IntegerSum.TAG -> IntegerSum.readBody(in);
      case FloatingSum.TAG -> FloatingSum.readBody(in);
      case Multiset.TAG -> Multiset.readBody(in);
      case Extreme.TAG -> Extreme.readBody(in);
      default -> throw new IOException("Unknown kind of accumulator " + tag + ": damaged state.");
    };
  }
}
