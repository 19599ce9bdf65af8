package io.tidemark.aggregate;

import io.tidemark.aggregate.number.BinaryCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The count of each distinct value, for COUNT_DISTINCT and {@link DistributionAggregates}. The
 * iteration order of the hash map never reaches a result or the binary form: keys are sorted by
 * their {@link ValueCodec} first.
 */
class FrequencyState implements AggregateState.Invertible<FrequencyState> {

  private final ValueCodec codec;
  private final Map<Object, CountState> counts = new HashMap<>();

  FrequencyState(ValueCodec codec) {
    this.codec = codec;
  }

  @Override
  public final void add(Event event, Object value) {
    increase(codec.key(value), 1);
  }

  private void increase(Object key, long by) {
    CountState tally = counts.get(key);
    if (tally == null) {
      tally = new CountState();
      counts.put(key, tally);
    }
    tally.count += by;
    changed(key, tally.count - by, tally.count);
  }

  @Override
  public final void subtract(Event event, Object value) {
    Object key = codec.key(value);
    CountState tally = counts.get(key);
    if (tally == null) {
      throw new IllegalStateException("A value leaves that never entered: " + value);
    }
    if (--tally.count == 0) {
      counts.remove(key);
    }
    changed(key, tally.count + 1, tally.count);
  }

  /** Called when the count of a key has changed, for subclasses to keep an order by it. */
  void changed(Object key, long before, long after) {}

  @Override
  public final void merge(FrequencyState other) {
    other.counts.forEach((key, tally) -> increase(key, tally.count));
  }

  final ValueCodec codec() {
    return codec;
  }

  final int distinct() {
    return counts.size();
  }

  @Override
  public final void write(DataOutput out) throws IOException {
    Object[] keys = counts.keySet().toArray();
    Arrays.sort(keys, codec);
    BinaryCodec.writeUnsigned(out, keys.length);
    for (Object key : keys) {
      codec.write(codec.value(key), out);
      BinaryCodec.writeUnsigned(out, counts.get(key).count);
    }
  }

  @Override
  public final void read(DataInput in) throws IOException {
    int size = BinaryCodec.readSize(in);
    for (int i = 0; i < size; i++) {
      Object key = codec.key(codec.read(in));
      increase(key, BinaryCodec.readUnsigned(in));
    }
  }
}
