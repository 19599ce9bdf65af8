package io.tidemark.feature.engine;

/**
 * The range of an entity's rows that were passed without an event which they should have seen. It
 * becomes an entry of the late ledger; {@link FeatureEngine#stale} computes it.
 *
 * @param first epoch milliseconds, inclusive
 * @param last epoch milliseconds, inclusive; {@link Long#MAX_VALUE} where all later rows lack the
 *     event too
 */
public record StaleRowRange(long first, long last) {

  /** Whether there can be none. */
  public boolean isEmpty() {
    return first > last;
  }

  /** Whether rows that are still to come lack the event. */
  public boolean isEndless() {
    return last == Long.MAX_VALUE;
  }
}
