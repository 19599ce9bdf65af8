package io.tidemark.feature.aggregate;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/** Which values occur, where none leaves again. */
final class DistinctValues implements State<DistinctValues> {

  private final Codec codec;
  private final Set<Object> keys = new HashSet<>();

  DistinctValues(Codec codec) {
    this.codec = codec;
  }

  @Override
  public void add(Event event, Object value) {
    keys.add(codec.key(value));
  }

  @Override
  public void merge(DistinctValues other) {
    keys.addAll(other.keys);
  }

  int size() {
    return keys.size();
  }

  @Override
  public void write(DataOutput out) throws IOException {
    Object[] sorted = keys.toArray();
    Arrays.sort(sorted, codec);
    Binary.writeUnsigned(out, sorted.length);
    for (Object key : sorted) {
      codec.write(codec.value(key), out);
    }
  }

  @Override
  public void read(DataInput in) throws IOException {
    int size = Binary.readSize(in);
    for (int i = 0; i < size; i++) {
      keys.add(codec.key(codec.read(in)));
    }
  }
}
