package io.tidemark.backfill;

import io.tidemark.lake.TimeRange;
import java.util.List;

/**
 * Result of a verification: rows that agree, and the first {@link RowDiff}s of those that do not.
 *
 * @param set the feature set
 * @param range the range that was compared
 * @param equal rows that both have, with the same bytes
 * @param different rows that both have, with other values
 * @param missing rows that the table lacks
 * @param extra rows that the table has too much
 * @param differences the first of those, by time; not all where there are very many
 */
public record VerifyResult(
    String set,
    TimeRange range,
    long equal,
    long different,
    long missing,
    long extra,
    List<RowDiff> differences) {

  public VerifyResult {
    differences = List.copyOf(differences);
  }

  /** Whether there was not a row to compare, on either side. */
  public boolean isEmpty() {
    return holds() && equal == 0;
  }

  /** Whether not a bit differs. */
  public boolean holds() {
    return different == 0 && missing == 0 && extra == 0;
  }
}
