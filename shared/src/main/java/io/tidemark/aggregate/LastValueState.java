package io.tidemark.aggregate;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The newest event with its value: LAST. When it expires, all others have expired before it. */
final class LastValueState implements AggregateState.Expiring<LastValueState> {

  private final ValueCodec codec;
  private TimedValue last; // null if there is none

  LastValueState(ValueCodec codec) {
    this.codec = codec;
  }

  @Override
  public void add(Event event, Object value) {
    if (last == null || Event.compare(event, last) > 0) {
      last = TimedValue.of(event, codec.kept(value));
    }
  }

  @Override
  public void merge(LastValueState other) {
    if (other.last != null && (last == null || Event.compare(other.last, last) > 0)) {
      last = other.last;
    }
  }

  @Override
  public void expire(long from) {
    if (last != null && last.time() < from) {
      last = null;
    }
  }

  /** Null if there is none. */
  Object value() {
    return last == null ? null : last.value();
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeBoolean(last != null);
    if (last != null) {
      last.write(out, codec);
    }
  }

  @Override
  public void read(DataInput in) throws IOException {
    last = in.readBoolean() ? TimedValue.read(in, codec) : null;
  }
}
