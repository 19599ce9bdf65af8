package io.tidemark.backfill;

/**
 * Row on which the table and the recomputation do not agree, as {@link RowComparisonFunction} emits
 * it; {@link VerifyReport} shows it.
 *
 * @param kind what is the matter
 * @param time event time, epoch milliseconds
 * @param row what identifies the row: entity, time, id, stream
 * @param values the differing columns: {@code name: table has …, recomputed …}
 */
public record RowDiff(Kind kind, long time, String row, String values) {

  /** Ways not to agree. */
  public enum Kind {
    /** Both have the row, with other values. */
    DIFFERENT,
    /** The table lacks the row. */
    MISSING,
    /** The table has a row that should not be there, or has it once too often. */
    EXTRA
  }
}
