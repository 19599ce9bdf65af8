package io.tidemark.feature.maths;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** Values with how often each occurs, in their order. */
final class Multiset implements Accumulator {

  static final byte TAG = 4;

  private final TreeMap<Object, Long> counts = new TreeMap<>(Values.ORDER);

  void add(Object value) {
    counts.merge(value, 1L, Long::sum);
  }

  void subtract(Object value) {
    Long count = counts.get(value);
    if (count == null) {
      throw new IllegalStateException("A value leaves that never entered: " + value);
    }
    if (count == 1) {
      counts.remove(value);
    } else {
      counts.put(value, count - 1);
    }
  }

  void merge(Multiset other) {
    other.counts.forEach((value, count) -> counts.merge(value, count, Long::sum));
  }

  int distinct() {
    return counts.size();
  }

  /** The least value, null if there is none. */
  Object least() {
    return counts.isEmpty() ? null : counts.firstKey();
  }

  /** The greatest value, null if there is none. */
  Object greatest() {
    return counts.isEmpty() ? null : counts.lastKey();
  }

  @Override
  public byte tag() {
    return TAG;
  }

  @Override
  public Multiset copy() {
    Multiset copy = new Multiset();
    copy.counts.putAll(counts);
    return copy;
  }

  @Override
  public void writeBody(DataOutput out) throws IOException {
    Binary.writeUnsigned(out, counts.size());
    for (Map.Entry<Object, Long> entry : counts.entrySet()) {
      Values.write(out, entry.getKey());
      Binary.writeUnsigned(out, entry.getValue());
    }
  }

  static Multiset readBody(DataInput in) throws IOException {
    Multiset set = new Multiset();
    int size = Binary.readSize(in);
    for (int i = 0; i < size; i++) {
      Object value = Values.read(in);
      set.counts.put(value, Binary.readUnsigned(in));
    }
    return set;
  }
}
