package io.tidemark.feature.maths;

import io.tidemark.definition.Window;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A plan made ready: its features by window, one entry for each distinct bounded window. */
final class Layout {

  /** The features of one bounded window. */
  record Group(Window window, List<Measure> measures) {}

  final int features;
  final List<Measure> unlimited = new ArrayList<>();
  final List<Group> bounded = new ArrayList<>();
  private final long remember;

  Layout(FeaturePlan plan) {
    features = plan.features().size();
    remember = plan.remember();
    Map<Window, Group> groups = new LinkedHashMap<>();
    for (int i = 0; i < features; i++) {
      FeatureSpec feature = plan.features().get(i);
      Measure measure = Measure.of(i, feature);
      if (feature.bounded()) {
        groups
            .computeIfAbsent(feature.window(), window -> new Group(window, new ArrayList<>()))
            .measures()
            .add(measure);
      } else {
        unlimited.add(measure);
      }
    }
    bounded.addAll(groups.values());
  }

  /** Time of the oldest event that the log of an entity keeps once that time has passed. */
  long keptFrom(long time) {
    long from = time < Long.MIN_VALUE + remember ? Long.MIN_VALUE : time - remember;
    for (Group group : bounded) {
      from = Math.min(from, group.window().tail(time));
    }
    return from;
  }

  Accumulator[] newUnlimited() {
    return identities(unlimited);
  }

  static Accumulator[] identities(List<Measure> measures) {
    Accumulator[] states = new Accumulator[measures.size()];
    for (int i = 0; i < states.length; i++) {
      states[i] = measures.get(i).aggregate().identity();
    }
    return states;
  }

  /** Refuses the stored accumulators of another plan. */
  void check(Accumulator[] stored) {
    if (stored.length != unlimited.size()) {
      throw new IllegalStateException(
          "The entity state holds "
              + stored.length
              + " aggregates over all history, the plan has "
              + unlimited.size()
              + "; a changed feature set needs a new state.");
    }
    for (int i = 0; i < stored.length; i++) {
      Measure measure = unlimited.get(i);
      if (!measure.aggregate().owns(stored[i])) {
        throw new IllegalStateException(
            "The entity state holds "
                + stored[i].getClass().getSimpleName()
                + " where "
                + measure.feature()
                + " stands in the plan; a changed feature set needs a new state.");
      }
    }
  }
}
