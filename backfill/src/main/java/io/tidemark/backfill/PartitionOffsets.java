package io.tidemark.backfill;

import io.tidemark.event.GapReason;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.roaringbitmap.longlong.LongIterator;
import org.roaringbitmap.longlong.Roaring64Bitmap;

/** The offsets of one partition as they are found in the tables, in any order; about a bit each. */
final class PartitionOffsets {

  private static final int RANGES = 20;

  private final Roaring64Bitmap known = new Roaring64Bitmap();
  private final Roaring64Bitmap twice = new Roaring64Bitmap();
  private final List<OffsetRange> expired = new ArrayList<>();
  private final Map<GapReason, Long> gaps = new EnumMap<>(GapReason.class);
  private long accepted;
  private long rejected;
  private long duplicates;

  void accepted(long offset) {
    accepted++;
    add(offset, offset + 1);
  }

  void rejected(long offset) {
    rejected++;
    add(offset, offset + 1);
  }

  void gap(GapReason reason, OffsetRange range) {
    gaps.merge(reason, range.to() - range.from(), Long::sum);
    if (reason.isLoss()) {
      expired.add(range);
    }
    add(range.from(), range.to());
  }

  void duplicates(long count) {
    duplicates = count;
  }

  private void add(long from, long to) {
    if (to - from == 1 && !known.contains(from)) {
      known.addLong(from);
      return;
    }
    Roaring64Bitmap range = range(from, to);
    Roaring64Bitmap again = range.clone();
    again.and(known);
    twice.or(again);
    known.or(range);
  }

  OffsetAudit audit(String stream, String topic, int partition) {
    long end = known.isEmpty() ? 0 : known.last() + 1;
    Roaring64Bitmap missing = range(0, end);
    missing.andNot(known);
    return new OffsetAudit(
        stream,
        topic,
        partition,
        end,
        accepted,
        duplicates,
        rejected,
        gaps,
        ranges(missing),
        missing.getLongCardinality(),
        ranges(twice),
        twice.getLongCardinality(),
        expired);
  }

  private static Roaring64Bitmap range(long from, long to) {
    Roaring64Bitmap range = new Roaring64Bitmap();
    if (to > from) {
      range.addRange(from, to);
    }
    return range;
  }

  private static List<OffsetRange> ranges(Roaring64Bitmap offsets) {
    List<OffsetRange> ranges = new ArrayList<>();
    LongIterator next = offsets.getLongIterator();
    while (next.hasNext()) {
      long offset = next.next();
      OffsetRange last = ranges.isEmpty() ? null : ranges.get(ranges.size() - 1);
      if (last != null && last.to() == offset) {
        ranges.set(ranges.size() - 1, new OffsetRange(last.from(), offset + 1));
      } else if (ranges.size() == RANGES) {
        break;
      } else {
        ranges.add(new OffsetRange(offset, offset + 1));
      }
    }
    return ranges;
  }
}
