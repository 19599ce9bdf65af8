package io.tidemark.aggregate;

import io.tidemark.aggregate.number.BinaryCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * The set of distinct values over all history: COUNT_DISTINCT without a window. No value leaves it,
 * so it needs no counts; {@link FrequencyState} serves windows.
 */
final class DistinctValuesState implements AggregateState<DistinctValuesState> {

  private final ValueCodec codec;
  private final Set<Object> keys = new HashSet<>();

  DistinctValuesState(ValueCodec codec) {
    this.codec = codec;
  }

  @Override
  public void add(Event event, Object value) {
    keys.add(codec.key(value));
  }

  @Override
  public void merge(DistinctValuesState other) {
    keys.addAll(other.keys);
  }

  int size() {
    return keys.size();
  }

  @Override
  public void write(DataOutput out) throws IOException {
    Object[] sorted = keys.toArray();
    Arrays.sort(sorted, codec);
    BinaryCodec.writeUnsigned(out, sorted.length);
    for (Object key : sorted) {
      codec.write(codec.value(key), out);
    }
  }

  @Override
  public void read(DataInput in) throws IOException {
    int size = BinaryCodec.readSize(in);
    for (int i = 0; i < size; i++) {
      keys.add(codec.key(codec.read(in)));
    }
  }
}
