package io.tidemark.feature.engine;

import io.tidemark.definition.Window;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A {@link FeaturePlan} prepared for execution: its features are grouped by window, one {@link
 * WindowGroup} each.
 */
final class CompiledFeaturePlan {

  final EventCodec codec;
  final int blockBytes; // at which a block of the log is full
  final TriggerSpec trigger;
  final WindowGroup[] groups;
  private final int features;
  private final long remember;
  private final boolean unlimited;

  CompiledFeaturePlan(FeaturePlan plan, int blockBytes) {
    this.blockBytes = blockBytes;
    this.codec = new EventCodec(plan.slots());
    this.trigger = plan.trigger();
    this.features = plan.features().size();
    this.remember = plan.remember();
    this.groups = groups(plan.features());
    this.unlimited = plan.features().stream().anyMatch(f -> !f.bounded());
  }

  private static WindowGroup[] groups(List<FeatureSpec> features) {
    Map<Window, List<FeatureEvaluator>> byWindow = new LinkedHashMap<>();
    for (int i = 0; i < features.size(); i++) {
      FeatureSpec feature = features.get(i);
      byWindow
          .computeIfAbsent(feature.window(), w -> new ArrayList<>())
          .add(new FeatureEvaluator(i, feature));
    }
    List<WindowGroup> groups = new ArrayList<>();
    byWindow.forEach((window, evaluators) -> groups.add(new WindowGroup(window, evaluators)));
    return groups.toArray(WindowGroup[]::new);
  }

  /** Whether a feature sees all of history. */
  boolean unlimited() {
    return unlimited;
  }

  /** Time of the oldest event that a bounded window reaches at that time, if there is one. */
  long longestTail(long time) {
    long tail = time;
    for (WindowGroup group : groups) {
      if (group.bounded()) {
        tail = Math.min(tail, group.tail(time));
      }
    }
    return tail;
  }

  /** Time of the oldest event that the log of an entity keeps once that time has passed. */
  long keptFrom(long time) {
    long from = time < Long.MIN_VALUE + remember ? Long.MIN_VALUE : time - remember;
    return Math.min(from, longestTail(time));
  }

  /** First time from which the log of an entity no longer keeps an event of that time. */
  long forgottenAt(long event) {
    return Math.max(event + remember + 1, leftAt(event));
  }

  /** Time of the last row that sees an event of that time, {@link Long#MAX_VALUE} if all do. */
  long lastRowOf(long event) {
    return unlimited ? Long.MAX_VALUE : leftAt(event) - 1;
  }

  /** First time after the event that no bounded window reaches it from. */
  private long leftAt(long event) {
    long at = event + 1;
    for (WindowGroup group : groups) {
      at = group.bounded() ? Math.max(at, group.leftAt(event)) : at;
    }
    return at;
  }

  WindowState[] newStates(EventLog log) {
    WindowState[] states = new WindowState[groups.length];
    for (int g = 0; g < groups.length; g++) {
      states[g] = groups[g].newState(log);
    }
    return states;
  }

  void enter(WindowState[] windows, EventArrival event) {
    for (int g = 0; g < groups.length; g++) {
      groups[g].enter(windows[g], event);
    }
  }

  void enterLate(WindowState[] windows, EventArrival event, long time) {
    for (int g = 0; g < groups.length; g++) {
      groups[g].enterLate(windows[g], event, time);
    }
  }

  void moveTails(WindowState[] windows, long time) {
    for (int g = 0; g < groups.length; g++) {
      groups[g].moveTail(windows[g], time);
    }
  }

  /** The features in the plan's order, in a new array. */
  Object[] results(WindowState[] windows, long time) {
    Object[] row = new Object[features];
    for (int g = 0; g < groups.length; g++) {
      groups[g].results(windows[g], time, row);
    }
    return row;
  }
}
