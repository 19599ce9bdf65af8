package io.tidemark.definition;

import java.time.Duration;

/**
 * Time partitioning of a table, in UTC; see {@link StreamDefinition#partitioning()} and {@link
 * FeatureSet#partitioning()}.
 */
public enum TimePartitioning {
  HOURS(Duration.ofHours(1)),
  DAYS(Duration.ofDays(1)),
  NONE(Duration.ZERO);

  private final Duration length;

  TimePartitioning(Duration length) {
    this.length = length;
  }

  /** Length of a partition; zero where the table has none. */
  public Duration length() {
    return length;
  }
}
