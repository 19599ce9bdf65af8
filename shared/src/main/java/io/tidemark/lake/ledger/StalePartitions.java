package io.tidemark.lake.ledger;

import io.tidemark.lake.TimeRange;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Partitions of a feature table with rows that lack a late event, as {@link LateLedgerReader} found
 * them; {@code heal} recomputes them.
 *
 * @param starts first moments of the partitions, epoch milliseconds
 * @param length of a partition, in milliseconds
 * @param entries open entries of the late ledger
 * @param endless those among them that rows to come lack too: the job's memory did not reach back
 *     to them
 * @param ledger sequence number of the ledger's snapshot that says so
 */
public record StalePartitions(
    SortedSet<Long> starts, long length, long entries, long endless, long ledger) {

  /** Nothing is stale. */
  public static StalePartitions none(long length) {
    return new StalePartitions(new TreeSet<>(), length, 0, 0, 0);
  }

  /**
   * The fewest ranges that cover those partitions that end by a moment and no others.
   *
   * @param end epoch milliseconds
   */
  public List<TimeRange> before(String timeColumn, long end) {
    return ranges(timeColumn, starts.stream().filter(p -> p + length <= end).toList());
  }

  /** The fewest ranges that cover the other partitions. */
  public List<TimeRange> after(String timeColumn, long end) {
    return ranges(timeColumn, starts.stream().filter(p -> p + length > end).toList());
  }

  private List<TimeRange> ranges(String timeColumn, List<Long> partitions) {
    List<TimeRange> ranges = new ArrayList<>();
    int first = 0;
    for (int i = 1; i <= partitions.size(); i++) {
      if (i == partitions.size() || partitions.get(i) != partitions.get(i - 1) + length) {
        ranges.add(
            new TimeRange(timeColumn, partitions.get(first), partitions.get(i - 1) + length));
        first = i;
      }
    }
    return ranges;
  }
}
