package io.tidemark.definition;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Trigger of a {@link FeatureSet}: what asks for a row, an event or a point on a grid of time. */
public sealed interface Trigger extends Serializable permits Trigger.OnEvent, Trigger.Every {

  /** Whether each row is that of an event, whose id, stream and coordinates it has. */
  boolean rowsHaveAnEvent();

  /** Whether time alone asks for rows, so that none of them is the last. */
  boolean rowsComeByTime();

  /**
   * Calls the visitor's method of this kind. Who asks for more than that goes through here: the
   * compiler then finds all of them when there is another kind.
   */
  <T> T accept(Visitor<T> visitor);

  /** A question whose answer depends on the kind of trigger. */
  interface Visitor<T> {

    T onEvent(OnEvent trigger);

    T every(Every trigger);
  }

  /**
   * Trigger that asks for a row at events; the row's time, id and stream are the event's.
   *
   * @param streams those of the set's streams whose events ask for a row, in the set's order
   * @param where SQL condition over the columns of each of these streams: an event asks for a row
   *     where it is TRUE; empty for all events
   */
  record OnEvent(List<String> streams, Optional<String> where) implements Trigger {

    public OnEvent {
      streams = List.copyOf(streams);
    }

    @Override
    public boolean rowsHaveAnEvent() {
      return true;
    }

    @Override
    public boolean rowsComeByTime() {
      return false;
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.onEvent(this);
    }

    private Object writeReplace() {
      return new Form(streams, where.orElse(null));
    }

    /** Serialized form of the trigger, since {@link Optional} is not serializable. */
    private record Form(List<String> streams, String where) implements Serializable {
      private Object readResolve() {
        return new OnEvent(streams, Optional.ofNullable(where));
      }
    }
  }

  /**
   * Trigger that asks for rows on a grid: at each multiple g of the step since the epoch, for each
   * entity that has an event in one of its windows. Such a window ends before g.
   *
   * @param step longer than 0, in whole milliseconds
   */
  record Every(Duration step) implements Trigger {

    @Override
    public boolean rowsHaveAnEvent() {
      return false;
    }

    @Override
    public boolean rowsComeByTime() {
      return true;
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.every(this);
    }
  }
}
