package io.tidemark.aggregate;

import java.util.Arrays;

/**
 * A hash map from small non-negative ints to longs that are 0 where nothing was put: open
 * addressing with linear probing, whose gaps are closed on removal (D. Knuth, <i>The Art of
 * Computer Programming</i> 3, 6.4 R).
 */
final class IntLongMap {

  private static final int LEAST_CAPACITY = 8;
  private static final int SCATTER = 0x9E3779B9;

  private int[] keys = new int[LEAST_CAPACITY]; // one more than the key, 0 where there is none
  private long[] values = new long[LEAST_CAPACITY];
  private int size;

  int size() {
    return size;
  }

  long get(int key) {
    return values[slot(key)];
  }

  /** Changes a value and returns the new one. */
  long add(int key, long by) {
    int slot = slot(key);
    long value = values[slot] + by;
    put(slot, key, value);
    return value;
  }

  void put(int key, long value) {
    put(slot(key), key, value);
  }

  private void put(int slot, int key, long value) {
    boolean known = keys[slot] != 0;
    if (value == 0) {
      if (known) {
        remove(slot);
      }
      return;
    }
    keys[slot] = key + 1;
    values[slot] = value;
    if (!known && ++size > keys.length * 3 / 4) {
      grow();
    }
  }

  /** The keys in their order. */
  int[] sortedKeys() {
    int[] sorted = new int[size];
    int count = 0;
    for (int key : keys) {
      if (key != 0) {
        sorted[count++] = key - 1;
      }
    }
    Arrays.sort(sorted);
    return sorted;
  }

  private int slot(int key) {
    int slot = home(key);
    while (keys[slot] != 0 && keys[slot] != key + 1) {
      slot = slot + 1 & keys.length - 1;
    }
    return slot;
  }

  private int home(int key) {
    int scattered = key * SCATTER;
    return (scattered ^ scattered >>> 16) & keys.length - 1;
  }

  private void remove(int removed) {
    int mask = keys.length - 1;
    int gap = removed;
    for (int next = gap + 1 & mask; keys[next] != 0; next = next + 1 & mask) {
      int distance = next - home(keys[next] - 1) & mask;
      if (distance >= (next - gap & mask)) {
        keys[gap] = keys[next];
        values[gap] = values[next];
        gap = next;
      }
    }
    keys[gap] = 0;
    values[gap] = 0;
    size--;
  }

  private void grow() {
    int[] oldKeys = keys;
    long[] oldValues = values;
    keys = new int[oldKeys.length * 2];
    values = new long[oldKeys.length * 2];
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldKeys[i] != 0) {
        int slot = slot(oldKeys[i] - 1);
        keys[slot] = oldKeys[i];
        values[slot] = oldValues[i];
      }
    }
  }
}
