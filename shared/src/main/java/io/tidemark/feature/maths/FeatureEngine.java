package io.tidemark.feature.maths;

import java.util.ArrayList;
import java.util.List;

/** Exact features of an entity, event by event; holds no state of its own between calls. */
public final class FeatureEngine {

  /** What became of an arrival. */
  public enum Arrival {
    /** Buffered until its time is passed. */
    PENDING,
    /** Dropped: its event has already been counted. */
    DUPLICATE,
    /** Counted in all later rows; those from its time on that are already final miss it. */
    LATE,
    /** Not counted: too old to tell whether it had been. */
    FORGOTTEN
  }

  private final Layout layout;

  public FeatureEngine(FeaturePlan plan) {
    layout = new Layout(plan);
  }

  /**
   * Takes an arrival in.
   *
   * @param lateUpTo highest time whose rows are already final, the watermark; {@link
   *     Long#MIN_VALUE} if none
   */
  public Arrival accept(EntityState state, Event event, long lateUpTo) {
    if (state.log.holds(event)) {
      return Arrival.DUPLICATE;
    }
    if (event.time() > Math.max(lateUpTo, state.lastPassed) || state.pending.holds(event)) {
      state.pending.insert(event);
      return Arrival.PENDING;
    }
    boolean fresh = state.lastPassed == EntityState.NEVER;
    if (event.time() < layout.keptFrom(fresh ? lateUpTo : state.lastPassed)) {
      return Arrival.FORGOTTEN;
    }
    insertLate(state, event);
    return Arrival.LATE;
  }

  /**
   * Passes a time: its pending events enter the windows, then each gets a row, in the order of (id,
   * stream). Times come in ascending order for an entity, and no pending event is left behind.
   *
   * @return number of duplicates dropped
   * @throws FeatureOverflowException where a value does not fit its type; the state is then half
   *     changed and of no further use
   */
  public int pass(EntityState state, long time, RowConsumer out) {
    checkNext(state, time);
    Frame frame = Frame.of(state, layout);
    int arrivals = state.pending.through(time);
    List<Event> triggers = log(state, arrivals);
    state.lastPassed = time;
    frame.advance(time);
    if (!triggers.isEmpty()) {
      Object[] row = frame.results();
      triggers.forEach(trigger -> out.accept(trigger, row));
    }
    forget(state, frame);
    return arrivals - triggers.size();
  }

  /** Moves the first arrivals from pending to the log, the best one of each event. */
  private static List<Event> log(EntityState state, int arrivals) {
    List<Event> events = new ArrayList<>(arrivals);
    Event previous = null;
    for (int i = 0; i < arrivals; i++) {
      Event event = state.pending.get(i);
      if (previous == null || Event.compare(previous, event) != 0) {
        state.log.insert(event);
        events.add(event);
      }
      previous = event;
    }
    state.pending.removeFirst(arrivals);
    return events;
  }

  private void insertLate(EntityState state, Event event) {
    Frame frame = Frame.of(state, layout);
    state.log.insert(event);
    if (event.time() <= state.lastPassed) {
      frame.insertedLate(event, state.lastPassed);
    }
  }

  private void forget(EntityState state, Frame frame) {
    int old = state.log.before(layout.keptFrom(state.lastPassed));
    if (old > 0) {
      state.log.removeFirst(old);
      frame.removedFirst(old);
    }
  }

  private static void checkNext(EntityState state, long time) {
    boolean skips = !state.pending.isEmpty() && state.pending.get(0).time() < time;
    if (time <= state.lastPassed || skips) {
      throw new IllegalArgumentException(
          "Times are passed in ascending order: cannot pass "
              + time
              + " after "
              + state.lastPassed
              + (skips ? " with an event pending at " + state.pending.get(0).time() : ""));
    }
  }
}
