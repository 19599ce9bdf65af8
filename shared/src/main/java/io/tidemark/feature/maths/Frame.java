package io.tidemark.feature.maths;

import java.util.List;

/** What the windows of one entity hold as of its last passed time, and where they begin and end. */
final class Frame {

  private final Layout layout;
  private final EventLog log;
  private final Accumulator[] unlimited;
  private final int[] tails;
  private final Accumulator[][] bounded;
  private int head; // number of logged events that have entered the windows

  private Frame(Layout layout, EventLog log, Accumulator[] unlimited) {
    this.layout = layout;
    this.log = log;
    this.unlimited = unlimited;
    this.tails = new int[layout.bounded.size()];
    this.bounded = new Accumulator[tails.length][];
    for (int g = 0; g < tails.length; g++) {
      bounded[g] = Layout.identities(layout.bounded.get(g).measures());
    }
  }

  /** The frame of a state under that plan, built from the log if there is none yet. */
  static Frame of(EntityState state, Layout layout) {
    if (state.frame == null || state.frame.layout != layout) {
      if (state.unlimited == null) {
        state.unlimited = layout.newUnlimited();
      }
      layout.check(state.unlimited);
      state.frame = new Frame(layout, state.log, state.unlimited);
      state.frame.rebuild(state.lastPassed);
    }
    return state.frame;
  }

  /** Moves all windows on to that time. */
  void advance(long time) {
    for (; head < log.size() && log.get(head).time() <= time; head++) {
      enterAll(log.get(head));
    }
    for (int g = 0; g < tails.length; g++) {
      long tail = layout.bounded.get(g).window().tail(time);
      for (; tails[g] < head && log.get(tails[g]).time() < tail; tails[g]++) {
        leave(g, log.get(tails[g]));
      }
    }
  }

  /** Lets in an event that was inserted into the log at or before the last passed time. */
  void insertedLate(Event event, long lastPassed) {
    head++;
    enter(layout.unlimited, unlimited, event);
    for (int g = 0; g < tails.length; g++) {
      Layout.Group group = layout.bounded.get(g);
      if (event.time() < group.window().tail(lastPassed)) {
        tails[g]++;
      } else {
        enter(group.measures(), bounded[g], event);
      }
    }
  }

  /** Follows the removal of events that have left every window. */
  void removedFirst(int count) {
    head -= count;
    for (int g = 0; g < tails.length; g++) {
      tails[g] -= count;
    }
  }

  /** The features in the plan's order, in a new array. */
  Object[] results() {
    Object[] row = new Object[layout.features];
    results(layout.unlimited, unlimited, row);
    for (int g = 0; g < tails.length; g++) {
      results(layout.bounded.get(g).measures(), bounded[g], row);
    }
    return row;
  }

  private void rebuild(long lastPassed) {
    if (lastPassed == EntityState.NEVER) {
      return;
    }
    head = log.through(lastPassed);
    for (int g = 0; g < tails.length; g++) {
      Layout.Group group = layout.bounded.get(g);
      tails[g] = log.before(group.window().tail(lastPassed));
      for (int i = tails[g]; i < head; i++) {
        enter(group.measures(), bounded[g], log.get(i));
      }
    }
  }

  private void enterAll(Event event) {
    enter(layout.unlimited, unlimited, event);
    for (int g = 0; g < tails.length; g++) {
      enter(layout.bounded.get(g).measures(), bounded[g], event);
    }
  }

  private void leave(int g, Event event) {
    List<Measure> measures = layout.bounded.get(g).measures();
    for (int i = 0; i < bounded[g].length; i++) {
      measures.get(i).leave(bounded[g][i], event);
    }
  }

  private static void enter(List<Measure> measures, Accumulator[] states, Event event) {
    for (int i = 0; i < states.length; i++) {
      measures.get(i).enter(states[i], event);
    }
  }

  private static void results(List<Measure> measures, Accumulator[] states, Object[] row) {
    for (int i = 0; i < states.length; i++) {
      Measure measure = measures.get(i);
      row[measure.index()] = measure.aggregate().result(states[i]);
    }
  }
}
