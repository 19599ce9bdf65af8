package io.tidemark.aggregate;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The oldest event with its value: FIRST. Once it has expired, the next is unknown until the window
 * is scanned again, see {@link RescanningAggregate}.
 */
final class FirstValueState implements AggregateState.Rescanning<FirstValueState> {

  private static final int NONE = 0;
  private static final int KNOWN = 1;
  private static final int LACKING = 2;

  private final ValueCodec codec;
  private TimedValue first; // null where there is none or none is known
  private boolean lacking;

  FirstValueState(ValueCodec codec) {
    this.codec = codec;
  }

  @Override
  public void add(Event event, Object value) {
    if (first == null || Event.compare(event, first) < 0) {
      first = TimedValue.of(event, codec.kept(value));
      lacking = false;
    }
  }

  @Override
  public void merge(FirstValueState other) {
    if (other.first != null && !lacking) {
      keep(other.first);
    }
    if (other.lacking) {
      first = null;
      lacking = true;
    }
  }

  private void keep(TimedValue event) {
    if (first == null || Event.compare(event, first) < 0) {
      first = event;
    }
  }

  @Override
  public void expire(long from) {
    if (first != null && first.time() < from) {
      first = null;
      lacking = true;
    }
  }

  @Override
  public boolean lacks() {
    return lacking;
  }

  @Override
  public void exhaust() {
    lacking = false;
  }

  /** Null if there is none. */
  Object value() {
    return first == null ? null : first.value();
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeByte(first != null ? KNOWN : lacking ? LACKING : NONE);
    if (first != null) {
      first.write(out, codec);
    }
  }

  @Override
  public void read(DataInput in) throws IOException {
    int kind = in.readUnsignedByte();
    if (kind > LACKING) {
      throw new IOException("The oldest event is of kind " + kind + ": damaged state.");
    }
    lacking = kind == LACKING;
    first = kind == KNOWN ? TimedValue.read(in, codec) : null;
  }
}
