package io.tidemark.definition;

import java.io.Serializable;
import java.time.Duration;
import java.util.Optional;

/**
 * Event-time window of an aggregate, by the time t of the row that sees it: the events of [t -
 * length, t], both ends included; with a step, those of [floor(t - length, step), t]; without a
 * length, all of history up to t. Rows of {@link Trigger.Every} do not see the events of t itself.
 *
 * @param length empty for all of history
 * @param step empty for an exact window; only with a length
 */
public record Window(Optional<Duration> length, Optional<Duration> step) implements Serializable {

  /** All of history. */
  public static final Window UNLIMITED = new Window(Optional.empty(), Optional.empty());

  public static Window of(Duration length) {
    return new Window(Optional.of(length), Optional.empty());
  }

  public static Window of(Duration length, Duration step) {
    return new Window(Optional.of(length), Optional.of(step));
  }

  /**
   * Time of the oldest event that a row of time t may see.
   *
   * @param t event time, epoch milliseconds
   * @return epoch milliseconds, inclusive; {@link Long#MIN_VALUE} for all of history
   */
  public long tail(long t) {
    if (length.isEmpty()) {
      return Long.MIN_VALUE;
    }
    long millis = length.get().toMillis();
    long unit = step.map(Duration::toMillis).orElse(1L);
    if (t < Long.MIN_VALUE + millis + unit) {
      return Long.MIN_VALUE;
    }
    return Math.floorDiv(t - millis, unit) * unit;
  }

  private Object writeReplace() {
    return new Form(length.orElse(null), step.orElse(null));
  }

  /** Serialized form of the window, since {@link Optional} is not serializable. */
  private record Form(Duration length, Duration step) implements Serializable {
    private Object readResolve() {
      return new Window(Optional.ofNullable(length), Optional.ofNullable(step));
    }
  }
}
