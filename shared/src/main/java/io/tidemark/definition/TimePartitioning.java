package io.tidemark.definition;

import java.time.Duration;

/** Granularity of a table's partitions over {@code event_time}, in UTC. */
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
