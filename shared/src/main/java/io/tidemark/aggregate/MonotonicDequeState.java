package io.tidemark.aggregate;

import io.tidemark.aggregate.number.BinaryCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * A monotonic deque of the values that are or may become the extreme of a window: MIN and MAX. A
 * value stays while no value of the same time or later equals or outdoes it; by rising time they
 * get worse, so the first is the extreme.
 *
 * <p>This is the monotone queue of the sliding-window minimum (S. Muthukrishnan's <i>Data
 * Streams</i>; also ascending minima, D. Harter). Late values are inserted by binary search. Over
 * history {@link ExtremeState} is enough.
 */
final class MonotonicDequeState implements AggregateState.Expiring<MonotonicDequeState> {

  private static final int LEAST_CAPACITY = 4;

  private final ValueCodec codec;
  private final int sign;
  private long[] times = new long[LEAST_CAPACITY];
  private Object[] keys = new Object[LEAST_CAPACITY];
  private int first;
  private int end;

  MonotonicDequeState(ValueCodec codec, ExtremeKind direction) {
    this.codec = codec;
    this.sign = direction.sign();
  }

  @Override
  public void add(Event event, Object value) {
    add(event.time(), codec.key(value));
  }

  private void add(long time, Object key) {
    int next = notBefore(time);
    if (next < end && !isBetter(key, keys[next])) {
      return;
    }
    int after = next < end && times[next] == time ? next + 1 : next;
    int from = next;
    while (from > first && !isBetter(keys[from - 1], key)) {
      from--;
    }
    replace(from, after, time, key);
  }

  private boolean isBetter(Object key, Object other) {
    return sign * codec.compare(key, other) < 0;
  }

  /** Index of the first entry of that time or later. */
  private int notBefore(long time) {
    if (first == end || times[end - 1] < time) {
      return end;
    }
    int place = Arrays.binarySearch(times, first, end, time);
    return place < 0 ? -place - 1 : place;
  }

  /** Replaces the entries from {@code from} to {@code to}, exclusive, by one. */
  private void replace(int from, int to, long time, Object key) {
    int place = from;
    if (from == to) {
      place = from - makeRoom();
      move(place, place + 1);
    } else if (to - from > 1) {
      move(to, from + 1);
    }
    times[place] = time;
    keys[place] = key;
  }

  /** Moves the entries from an index on. */
  private void move(int from, int to) {
    int count = end - from;
    System.arraycopy(times, from, times, to, count);
    System.arraycopy(keys, from, keys, to, count);
    if (to < from) {
      Arrays.fill(keys, to + count, end, null);
    }
    end = to + count;
  }

  /** Makes room for one more at the end; returns by how much indexes have become lower. */
  private int makeRoom() {
    if (end < times.length) {
      return 0;
    }
    int size = end - first;
    int lowered = first;
    int capacity = size > times.length / 2 ? times.length * 2 : times.length;
    long[] newTimes = new long[capacity];
    Object[] newKeys = new Object[capacity];
    System.arraycopy(times, first, newTimes, 0, size);
    System.arraycopy(keys, first, newKeys, 0, size);
    times = newTimes;
    keys = newKeys;
    first = 0;
    end = size;
    return lowered;
  }

  @Override
  public void merge(MonotonicDequeState other) {
    for (int i = other.first; i < other.end; i++) {
      add(other.times[i], other.keys[i]);
    }
  }

  @Override
  public void expire(long from) {
    while (first < end && times[first] < from) {
      keys[first++] = null;
    }
    if (first == end) {
      first = 0;
      end = 0;
    }
  }

  /** The extreme, null if there is none. */
  Object value() {
    return first == end ? null : codec.value(keys[first]);
  }

  @Override
  public void write(DataOutput out) throws IOException {
    BinaryCodec.writeUnsigned(out, end - first);
    long before = 0;
    for (int i = first; i < end; i++) {
      BinaryCodec.writeSigned(out, times[i] - before);
      codec.write(codec.value(keys[i]), out);
      before = times[i];
    }
  }

  @Override
  public void read(DataInput in) throws IOException {
    int size = BinaryCodec.readSize(in);
    long time = 0;
    for (int i = 0; i < size; i++) {
      time += BinaryCodec.readSigned(in);
      add(time, codec.key(codec.read(in)));
    }
  }
}
