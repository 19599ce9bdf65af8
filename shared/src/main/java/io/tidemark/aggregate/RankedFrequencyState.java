package io.tidemark.aggregate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.TreeSet;

/** A {@link FrequencyState} that is also sorted by count, most frequent first: TOP_K and MODE. */
final class RankedFrequencyState extends FrequencyState {

  private record Ranked(Object key, long count) {}

  private final TreeSet<Ranked> ranks;

  RankedFrequencyState(ValueCodec codec) {
    super(codec);
    this.ranks =
        new TreeSet<>(
            Comparator.comparingLong(Ranked::count).reversed().thenComparing(Ranked::key, codec));
  }

  @Override
  void changed(Object key, long before, long after) {
    if (before > 0) {
      ranks.remove(new Ranked(key, before));
    }
    if (after > 0) {
      ranks.add(new Ranked(key, after));
    }
  }

  /** At most so many of the most frequent values; those as frequent in their order. */
  List<Object> top(int k) {
    List<Object> top = new ArrayList<>(Math.min(k, ranks.size()));
    Iterator<Ranked> next = ranks.iterator();
    while (top.size() < k && next.hasNext()) {
      top.add(codec().value(next.next().key()));
    }
    return Collections.unmodifiableList(top);
  }
}
