package io.tidemark.feature.aggregate;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** How many. */
final class Tally implements State.Group<Tally> {

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
  public void merge(Tally other) {
    count += other.count;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    Binary.writeUnsigned(out, count);
  }

  @Override
  public void read(DataInput in) throws IOException {
    count = Binary.readUnsigned(in);
  }
}
