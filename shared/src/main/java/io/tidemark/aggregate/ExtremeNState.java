package io.tidemark.aggregate;

import io.tidemark.aggregate.number.BinaryCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A multiset of values in the order of an {@link ExtremeKind}, best first: SMALLEST_N and
 * LARGEST_N. A window keeps all values, since any may become one of the best; over history only the
 * best are kept.
 */
final class ExtremeNState implements AggregateState.Invertible<ExtremeNState> {

  private final ValueCodec codec;
  private final long most;
  private final TreeMap<Object, CountState> counts;
  private long total;

  /**
   * @param most how many are kept where none leaves again
   */
  ExtremeNState(ValueCodec codec, ExtremeKind direction, long most) {
    this.codec = codec;
    this.most = most;
    this.counts = new TreeMap<>((a, b) -> direction.sign() * codec.compare(a, b));
  }

  @Override
  public void add(Event event, Object value) {
    add(codec.key(value), 1);
  }

  private void add(Object key, long by) {
    if (total >= most && counts.comparator().compare(key, counts.lastKey()) >= 0) {
      return;
    }
    counts.computeIfAbsent(key, k -> new CountState()).count += by;
    total += by;
    while (total > most) {
      dropWorst();
    }
  }

  private void dropWorst() {
    Map.Entry<Object, CountState> worst = counts.lastEntry();
    long dropped = Math.min(worst.getValue().count, total - most);
    worst.getValue().count -= dropped;
    total -= dropped;
    if (worst.getValue().count == 0) {
      counts.pollLastEntry();
    }
  }

  @Override
  public void subtract(Event event, Object value) {
    Object key = codec.key(value);
    CountState tally = counts.get(key);
    if (tally == null) {
      throw new IllegalStateException("A value leaves that never entered: " + value);
    }
    total--;
    if (--tally.count == 0) {
      counts.remove(key);
    }
  }

  @Override
  public void merge(ExtremeNState other) {
    other.counts.forEach((key, tally) -> add(key, tally.count));
  }

  /** At most n of them; null if there are none. */
  List<Object> best(int n) {
    if (total == 0) {
      return null;
    }
    List<Object> best = new ArrayList<>();
    for (Map.Entry<Object, CountState> entry : counts.entrySet()) {
      long room = Math.min(entry.getValue().count, n - best.size());
      best.addAll(Collections.nCopies((int) room, codec.value(entry.getKey())));
      if (best.size() == n) {
        break;
      }
    }
    return Collections.unmodifiableList(best);
  }

  @Override
  public void write(DataOutput out) throws IOException {
    BinaryCodec.writeUnsigned(out, counts.size());
    for (Map.Entry<Object, CountState> entry : counts.entrySet()) {
      codec.write(codec.value(entry.getKey()), out);
      BinaryCodec.writeUnsigned(out, entry.getValue().count);
    }
  }

  @Override
  public void read(DataInput in) throws IOException {
    int size = BinaryCodec.readSize(in);
    for (int i = 0; i < size; i++) {
      Object key = codec.key(codec.read(in));
      add(key, BinaryCodec.readUnsigned(in));
    }
  }
}
