package io.tidemark.aggregate;

import io.tidemark.aggregate.number.BinaryCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Counts of TRUE and of FALSE, which tell both BOOL_AND and BOOL_OR, and from which values can be
 * subtracted.
 */
final class BooleanCountState implements AggregateState.Invertible<BooleanCountState> {

  private long trues;
  private long falses;

  @Override
  public void add(Event event, Object value) {
    change((Boolean) value, 1);
  }

  @Override
  public void subtract(Event event, Object value) {
    change((Boolean) value, -1);
  }

  private void change(boolean value, int by) {
    if (value) {
      trues += by;
    } else {
      falses += by;
    }
  }

  @Override
  public void merge(BooleanCountState other) {
    trues += other.trues;
    falses += other.falses;
  }

  /** Null if there are none. */
  Boolean all() {
    return trues + falses == 0 ? null : (Boolean) (falses == 0);
  }

  /** Null if there are none. */
  Boolean any() {
    return trues + falses == 0 ? null : (Boolean) (trues > 0);
  }

  @Override
  public void write(DataOutput out) throws IOException {
    BinaryCodec.writeUnsigned(out, trues);
    BinaryCodec.writeUnsigned(out, falses);
  }

  @Override
  public void read(DataInput in) throws IOException {
    trues = BinaryCodec.readUnsigned(in);
    falses = BinaryCodec.readUnsigned(in);
  }
}
