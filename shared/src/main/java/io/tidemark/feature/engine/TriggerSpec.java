package io.tidemark.feature.engine;

import java.io.Serializable;
import java.util.List;

/** The trigger of a {@link FeaturePlan}: events, or the points of a grid in time. */
public sealed interface TriggerSpec extends Serializable {

  /** A time that never comes. */
  long NO_GRID_POINT = Long.MAX_VALUE;

  /** A row at every event. */
  TriggerSpec EVERY_EVENT = new OnEvent(List.of());

  /** Whether rows are at grid points of time rather than at events. */
  boolean isOnGrid();

  /** The first grid point after that time; {@link #NO_GRID_POINT} without a grid. */
  long gridPointAfter(long time);

  /** Whether the event asks for a row at its time. */
  boolean asks(CandidateEvent event);

  /**
   * Calls the visitor's method of this kind. Who asks for more than the questions above goes
   * through here: the compiler then finds all of them when there is another kind.
   */
  <T> T accept(Visitor<T> visitor);

  /** A question whose answer depends on the kind of trigger. */
  interface Visitor<T> {

    T onEvent(OnEvent trigger);

    T every(Every trigger);
  }

  /** An event as far as a trigger looks at it, in whatever form its values are. */
  interface CandidateEvent {

    /** Position of its stream in the feature set. */
    int stream();

    /**
     * Whether a condition is TRUE of the event.
     *
     * @param slot slot of the condition
     */
    boolean isTrue(int slot);
  }

  /**
   * A row at each event of some.
   *
   * @param conditions by stream: the slot whose TRUE asks for a row, {@link #ALWAYS} or {@link
   *     #NEVER}; empty for always
   */
  record OnEvent(List<Integer> conditions) implements TriggerSpec {
    public static final int ALWAYS = -1;
    public static final int NEVER = -2;

    public OnEvent {
      conditions = List.copyOf(conditions);
    }

    @Override
    public boolean isOnGrid() {
      return false;
    }

    @Override
    public long gridPointAfter(long time) {
      return NO_GRID_POINT;
    }

    @Override
    public boolean asks(CandidateEvent event) {
      if (conditions.isEmpty()) {
        return true;
      }
      int condition = conditions.get(event.stream());
      return condition == ALWAYS || condition >= 0 && event.isTrue(condition);
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.onEvent(this);
    }
  }

  /**
   * A row at each multiple of the step while a window has events; it sees those before it.
   *
   * @param step milliseconds
   */
  record Every(long step) implements TriggerSpec {

    @Override
    public boolean isOnGrid() {
      return true;
    }

    @Override
    public long gridPointAfter(long time) {
      return (Math.floorDiv(time, step) + 1) * step;
    }

    @Override
    public boolean asks(CandidateEvent event) {
      return false;
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.every(this);
    }
  }
}
