package io.tidemark.lake;

import io.tidemark.definition.UserException;
import java.io.Serializable;
import java.time.Instant;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;

/**
 * Half-open range of a timestamp column: its start belongs to it, its end does not. It is what jobs
 * over history read, compare and replace.
 *
 * @param column the column
 * @param from first millisecond since the epoch, UTC, that belongs to it
 * @param to first millisecond after it
 */
public record TimeRange(String column, long from, long to) implements Serializable {

  private static final long MICROS = 1000;

  /** Beyond it, Iceberg's partition transforms overflow: year 220000 or so. */
  private static final long LIMIT = 7_000_000_000_000_000L;

  public TimeRange {
    if (from >= to) {
      throw new UserException(
          "range",
          "it is empty: from " + Instant.ofEpochMilli(from) + " to " + Instant.ofEpochMilli(to),
          "a range begins before it ends; its end does not belong to it",
          "from 2026-01-01T00:00:00Z to 2026-02-01T00:00:00Z");
    }
  }

  public TimeRange(String column, Instant from, Instant to) {
    this(column, from.toEpochMilli(), to.toEpochMilli());
  }

  /** All of time. */
  public static TimeRange always(String column) {
    return new TimeRange(column, Long.MIN_VALUE, Long.MAX_VALUE);
  }

  /** Whether a row of that time belongs to it. */
  public boolean contains(long time) {
    return from <= time && time < to;
  }

  /** The same as a filter of Iceberg, whose timestamps count microseconds. */
  public Expression filter() {
    Expression after =
        from <= -LIMIT
            ? Expressions.alwaysTrue()
            : Expressions.greaterThanOrEqual(column, from * MICROS);
    Expression before =
        to >= LIMIT ? Expressions.alwaysTrue() : Expressions.lessThan(column, to * MICROS);
    return Expressions.and(after, before);
  }

  @Override
  public String toString() {
    return column + " in [" + Instant.ofEpochMilli(from) + ", " + Instant.ofEpochMilli(to) + ")";
  }
}
