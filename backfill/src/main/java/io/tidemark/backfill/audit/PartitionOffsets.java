package io.tidemark.backfill.audit;

import io.tidemark.event.GapReason;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.roaringbitmap.longlong.LongIterator;
import org.roaringbitmap.longlong.Roaring64Bitmap;

/**
 * Set of one partition's offsets, collected from the tables in any order at about a bit each.
 * Ranges that Kafka did not deliver may be very long; they are few and kept as {@link
 * OffsetRange}s. {@link TopicOffsetsReader} fills it.
 */
final class PartitionOffsets {

  private final Roaring64Bitmap read = new Roaring64Bitmap();
  private final Roaring64Bitmap twice = new Roaring64Bitmap();

  /** A range from this length on is kept as one; a shorter one costs a bit an offset at most. */
  private static final long LONG = 1 << 20;

  private static final long PIECE = 1 << 26;

  private final List<OffsetRange> skipped = new ArrayList<>();
  private final List<OffsetRange> expired = new ArrayList<>();
  private final Map<GapReason, Long> gaps = new EnumMap<>(GapReason.class);
  private long accepted;
  private long rejected;
  private long duplicates;

  void accepted(long offset) {
    accepted++;
    add(offset);
  }

  /** Events with all offsets from one to before another. */
  void accepted(OffsetRange range) {
    accepted += range.to() - range.from();
    add(range);
  }

  void rejected(long offset) {
    rejected++;
    add(offset);
  }

  void gap(GapReason reason, OffsetRange range) {
    gaps.merge(reason, range.to() - range.from(), Long::sum);
    boolean mayBeLong = reason == GapReason.BEFORE_START || reason == GapReason.EXPIRED;
    if (mayBeLong || range.to() - range.from() >= LONG) {
      skipped.add(range);
    } else {
      add(range);
    }
    if (reason == GapReason.EXPIRED) {
      expired.add(range);
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

  private void add(OffsetRange range) {
    if (range.to() - range.from() == 1) {
      add(range.from());
      return;
    }
    Roaring64Bitmap again = new Roaring64Bitmap();
    again.addRange(range.from(), range.to());
    again.and(read);
    twice.or(again);
    read.addRange(range.from(), range.to());
  }

  OffsetAuditResult audit(String stream, String topic, int partition) {
    skipped.sort(Comparator.comparingLong(OffsetRange::from));
    OffsetRanges missing = missing();
    OffsetRanges repeated = repeated();
    return new OffsetAuditResult(
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
    return skipped.stream().mapToLong(OffsetRange::to).reduce(behind, Math::max);
  }

  private OffsetRanges missing() {
    OffsetRanges missing = new OffsetRanges();
    long next = 0;
    for (OffsetRange range : skipped) {
      addUnread(next, range.from(), missing);
      next = Math.max(next, range.to());
    }
    addUnread(next, end(), missing);
    return missing;
  }

  /** Piece by piece, so that a wide range costs no memory; whole ranges, where it can be. */
  private void addUnread(long from, long to, OffsetRanges missing) {
    for (long piece = from; piece < to; piece += PIECE) {
      long end = Math.min(to, piece + PIECE);
      Roaring64Bitmap unread = new Roaring64Bitmap();
      unread.addRange(piece, end);
      unread.andNot(read);
      if (unread.getLongCardinality() == end - piece) {
        missing.add(piece, end);
      } else {
        unread.forEach(offset -> missing.add(offset, offset + 1));
      }
    }
  }

  private OffsetRanges repeated() {
    long next = 0;
    OffsetRanges repeated = new OffsetRanges();
    for (OffsetRange range : skipped) {
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
