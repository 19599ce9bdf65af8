package io.tidemark.backfill.audit;

import io.tidemark.event.GapReason;
import java.util.List;
import java.util.Map;

/**
 * Result of the audit of one Kafka partition, from offset 0 to the last one in the tables, as
 * {@link PartitionOffsets} finds it.
 *
 * @param stream the stream that the topic is read for
 * @param end the offset after the last one
 * @param accepted events, duplicates among them
 * @param duplicates events that were there before
 * @param rejected rejects
 * @param gaps offsets without a message, by reason
 * @param missing offsets that no table knows; the first ranges of them
 * @param missingCount how many in all
 * @param repeated offsets that the tables have more than once; the first ranges of them
 * @param repeatedCount how many in all
 * @param expired offsets that Kafka deleted before they were read
 */
public record OffsetAuditResult(
    String stream,
    String topic,
    int partition,
    long end,
    long accepted,
    long duplicates,
    long rejected,
    Map<GapReason, Long> gaps,
    List<OffsetRange> missing,
    long missingCount,
    List<OffsetRange> repeated,
    long repeatedCount,
    List<OffsetRange> expired) {

  public OffsetAuditResult {
    gaps = Map.copyOf(gaps);
    missing = List.copyOf(missing);
    repeated = List.copyOf(repeated);
    expired = List.copyOf(expired);
  }

  /** Whether every offset is accounted for once, and none is lost. */
  public boolean holds() {
    return missingCount == 0 && repeatedCount == 0 && lost() == 0;
  }

  /** Offsets without a message where none was to be expected. */
  public long explained() {
    return gaps.entrySet().stream()
        .filter(gap -> !gap.getKey().isLoss())
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /** Offsets that Kafka deleted before they were read. */
  public long lost() {
    return gaps.entrySet().stream()
        .filter(gap -> gap.getKey().isLoss())
        .mapToLong(Map.Entry::getValue)
        .sum();
  }
}
