package io.tidemark.backfill.audit;

/**
 * Half-open range of consecutive offsets.
 *
 * @param from the first
 * @param to the one after the last
 */
public record OffsetRange(long from, long to) {

  @Override
  public String toString() {
    return to == from + 1 ? String.valueOf(from) : from + " to " + (to - 1);
  }
}
