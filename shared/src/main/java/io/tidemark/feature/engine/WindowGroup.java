package io.tidemark.feature.engine;

import io.tidemark.definition.Window;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The features of one window, which share its tail and each event's way in and out: one pass of a
 * {@link LogCursor} serves all that subtract.
 */
final class WindowGroup {

  private final boolean bounded;
  private final long length;
  private final long step;
  private final FeatureEvaluator[] evaluators;
  private final int[] subtracting;
  private final int[] expiring;

  WindowGroup(Window window, List<FeatureEvaluator> evaluators) {
    this.bounded = window.length().isPresent();
    this.length = window.length().map(Duration::toMillis).orElse(0L);
    this.step = window.step().map(Duration::toMillis).orElse(1L);
    this.evaluators = evaluators.toArray(FeatureEvaluator[]::new);
    this.subtracting =
        places(bounded ? evaluators.stream().map(FeatureEvaluator::subtracts).toList() : List.of());
    this.expiring =
        places(bounded ? evaluators.stream().map(FeatureEvaluator::expires).toList() : List.of());
  }

  boolean bounded() {
    return bounded;
  }

  /** Time of the oldest event that a row of that time sees. */
  long tail(long time) {
    if (!bounded || time < Long.MIN_VALUE + length + step) {
      return Long.MIN_VALUE;
    }
    long exact = time - length;
    return step == 1 ? exact : exact - Math.floorMod(exact, step);
  }

  /** First time whose window no longer reaches an event of that time. */
  long leftAt(long event) {
    return step == 1 ? event + length + 1 : event - Math.floorMod(event, step) + step + length;
  }

  WindowState newState(EventLog log) {
    Object[] states = new Object[evaluators.length];
    for (int i = 0; i < states.length; i++) {
      states[i] = evaluators[i].identity();
    }
    return state(states, log);
  }

  private WindowState state(Object[] states, EventLog log) {
    LogCursor[] refills = new LogCursor[states.length];
    for (int i = 0; i < states.length; i++) {
      refills[i] = evaluators[i].refills() ? new LogCursor(log) : null;
    }
    return new WindowState(states, subtracting.length > 0 ? new LogCursor(log) : null, refills);
  }

  void enter(WindowState window, EventArrival event) {
    Object[] states = window.states;
    for (int i = 0; i < states.length; i++) {
      evaluators[i].enter(states[i], event);
    }
    if (event.time() < window.oldest) {
      window.oldest = event.time();
    }
  }

  /** Lets in an event that is not newer than those that have entered, if the window reaches it. */
  void enterLate(WindowState window, EventArrival event, long time) {
    if (event.time() >= tail(time)) {
      enter(window, event);
    }
  }

  /** Moves the tail to where it is at that time. */
  void moveTail(WindowState window, long time) {
    long tail = tail(time);
    if (!bounded || window.oldest >= tail) {
      return;
    }
    if (subtracting.length > 0) {
      subtract(window, tail);
    } else {
      window.oldest = tail;
    }
    for (int i : expiring) {
      evaluators[i].expire(window.states[i], tail, window.refills[i]);
    }
  }

  private void subtract(WindowState window, long tail) {
    LogCursor cursor = window.cursor;
    cursor.seek(window.oldest);
    while (cursor.time() < tail) {
      EventArrival event = cursor.take();
      for (int i : subtracting) {
        evaluators[i].leave(window.states[i], event);
      }
    }
    window.oldest = cursor.time();
  }

  void results(WindowState window, long time, Object[] row) {
    for (int i = 0; i < evaluators.length; i++) {
      evaluators[i].result(window.states[i], time, row);
    }
  }

  void write(WindowState window, ByteWriter out) throws IOException {
    out.signed(window.oldest);
    for (int i = 0; i < evaluators.length; i++) {
      evaluators[i].write(window.states[i], out);
    }
  }

  WindowState read(ByteReader in, EventLog log) throws IOException {
    long oldest = in.signed();
    Object[] states = new Object[evaluators.length];
    for (int i = 0; i < states.length; i++) {
      states[i] = evaluators[i].read(in);
    }
    WindowState window = state(states, log);
    window.oldest = oldest;
    return window;
  }

  private static int[] places(List<Boolean> flags) {
    return IntStream.range(0, flags.size()).filter(flags::get).toArray();
  }
}
