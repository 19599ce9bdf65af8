package io.tidemark.aggregate;

import io.tidemark.aggregate.number.BinaryCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** A count that can fall again: COUNT, and one entry of {@link FrequencyState}. */
final class CountState implements AggregateState.Invertible<CountState> {

  long count;

  @Override
  public void add(Event event, Object value) {
    count++;
  }

  @Override
  public void subtract(Event event, Object value) {
    count--;
  }

  @Override
  public void merge(CountState other) {
    count += other.count;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    BinaryCodec.writeUnsigned(out, count);
  }

  @Override
  public void read(DataInput in) throws IOException {
    count = BinaryCodec.readUnsigned(in);
  }
}
