package io.tidemark.aggregate;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The extreme of all history, MIN and MAX without a window: no value leaves, so one is enough.
 * Windows use {@link MonotonicDequeState}.
 */
final class ExtremeState implements AggregateState<ExtremeState> {

  private final ValueCodec codec;
  private final int sign;
  private Object best; // a key; null before the first value

  ExtremeState(ValueCodec codec, ExtremeKind direction) {
    this.codec = codec;
    this.sign = direction.sign();
  }

  @Override
  public void add(Event event, Object value) {
    keep(codec.key(value));
  }

  private void keep(Object key) {
    if (best == null || sign * codec.compare(key, best) < 0) {
      best = key;
    }
  }

  @Override
  public void merge(ExtremeState other) {
    if (other.best != null) {
      keep(other.best);
    }
  }

  /** Null if there is none. */
  Object value() {
    return best == null ? null : codec.value(best);
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeBoolean(best != null);
    if (best != null) {
      codec.write(codec.value(best), out);
    }
  }

  @Override
  public void read(DataInput in) throws IOException {
    best = in.readBoolean() ? codec.key(codec.read(in)) : null;
  }
}
