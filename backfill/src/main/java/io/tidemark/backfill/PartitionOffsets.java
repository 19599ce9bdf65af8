package io.tidemark.backfill;

import io.tidemark.event.GapReason;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.roaringbitmap.longlong.LongIterator;
import org.roaringbitmap.longlong.Roaring64Bitmap;

/**
 * The offsets of one partition as they are found in the tables, in any order: about a bit each.
 * Ranges that Kafka no longer held are few, but may be very long, so they are kept as such.
 */
final class PartitionOffsets {

  private final Roaring64Bitmap read = new Roaring64Bitmap();
  private final Roaring64Bitmap twice = new Roaring64Bitmap();
  private final List<OffsetRange> deleted = new ArrayList<>();
  private final List<OffsetRange> expired = new ArrayList<>();
  private final Map<GapReason, Long> gaps = new EnumMap<>(GapReason.class);
  private long accepted;
  private long rejected;
  private long duplicates;

  void accepted(long offset) {
    accepted++;
    add(offset);
  }

  void rejected(long offset) {
    rejected++;
    add(offset);
  }

  void gap(GapReason reason, OffsetRange range) {
    gaps.merge(reason, range.to() - range.from(), Long::sum);
    switch (reason) {
      case BEFORE_START -> deleted.add(range);
      case EXPIRED -> {
        deleted.add(range);
        expired.add(range);
      }
      case TRANSACTION, COMPACTION -> {
        for (long offset = range.from(); offset < range.to(); offset++) {
          add(offset);
        }
      }
    }
  }

  void duplicates(long count) {
    duplicates = count;
  }

  private void add(long offset) {
    if (read.contains(offset)) {
      twice.addLong(offset);
    } else {
      read.addLong(offset);
    }
  }

  OffsetAudit audit(String stream, String topic, int partition) {
    deleted.sort(Comparator.comparingLong(OffsetRange::from));
    OffsetRanges missing = missing();
    OffsetRanges repeated = repeated();
    return new OffsetAudit(
        stream,
        topic,
        partition,
        end(),
        accepted,
        duplicates,
        rejected,
        gaps,
        missing.first(),
        missing.count(),
        repeated.first(),
        repeated.count(),
        expired);
  }

  private long end() {
    long behind = read.isEmpty() ? 0 : read.last() + 1;
    return deleted.stream().mapToLong(OffsetRange::to).reduce(behind, Math::max);
  }

  private OffsetRanges missing() {
    OffsetRanges missing = new OffsetRanges();
    long next = 0;
    LongIterator offsets = read.getLongIterator();
    while (offsets.hasNext()) {
      long offset = offsets.next();
      addUndeleted(next, offset, missing);
      next = offset + 1;
    }
    addUndeleted(next, end(), missing);
    return missing;
  }

  /** Of offsets that were not read, those that Kafka still held. */
  private void addUndeleted(long from, long to, OffsetRanges missing) {
    long next = from;
    for (OffsetRange range : next < to ? deleted : List.<OffsetRange>of()) {
      missing.add(next, Math.min(to, range.from()));
      next = Math.max(next, range.to());
    }
    missing.add(next, to);
  }

  private OffsetRanges repeated() {
    long next = 0;
    OffsetRanges repeated = new OffsetRanges();
    for (OffsetRange range : deleted) {
      repeated.add(range.from(), Math.min(next, range.to()));
      next = Math.max(next, range.to());
      LongIterator offsets = read.getLongIteratorFrom(range.from());
      for (long offset; offsets.hasNext() && (offset = offsets.next()) < range.to(); ) {
        twice.addLong(offset);
      }
    }
    LongIterator offsets = twice.getLongIterator();
    while (offsets.hasNext()) {
      long offset = offsets.next();
      repeated.add(offset, offset + 1);
    }
    return repeated;
  }
}
