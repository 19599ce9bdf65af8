package io.tidemark.backfill.audit;

import java.util.ArrayList;
import java.util.List;

/** Collects ascending offsets: their number and the first {@link OffsetRange}s of them. */
final class OffsetRanges {

  private static final int KEPT = 20;

  private final List<OffsetRange> first = new ArrayList<>();
  private long count;

  /** Adds those from one offset to before another; none where that is not greater. */
  void add(long from, long to) {
    if (to <= from) {
      return;
    }
    count += to - from;
    OffsetRange last = first.isEmpty() ? null : first.get(first.size() - 1);
    if (last != null && last.to() == from) {
      first.set(first.size() - 1, new OffsetRange(last.from(), to));
    } else if (first.size() < KEPT) {
      first.add(new OffsetRange(from, to));
    }
  }

  long count() {
    return count;
  }

  List<OffsetRange> first() {
    return first;
  }
}
