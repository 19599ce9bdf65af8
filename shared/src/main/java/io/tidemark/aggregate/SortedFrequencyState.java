package io.tidemark.aggregate;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** A {@link FrequencyState} that is also sorted by value: HISTOGRAM. */
final class SortedFrequencyState extends FrequencyState {

  private final TreeMap<Object, Long> counts;

  SortedFrequencyState(ValueCodec codec) {
    super(codec);
    this.counts = new TreeMap<>((a, b) -> codec.compare(codec.key(a), codec.key(b)));
  }

  @Override
  void changed(Object key, long before, long after) {
    Object value = codec().value(key);
    if (after == 0) {
      counts.remove(value);
    } else {
      counts.put(value, after);
    }
  }

  /** Null if there are none. */
  SortedMap<Object, Long> counts() {
    return counts.isEmpty() ? null : Collections.unmodifiableSortedMap(new TreeMap<>(counts));
  }
}
