package io.tidemark.feature.engine;

import io.tidemark.definition.Window;
import java.util.Comparator;
import java.util.List;

/** Oracle of one feature's value: a loop over all events, then {@link NaiveAggregates}. */
final class NaiveFeatureEvaluator {

  private static final Comparator<EventArrival> BY_PLACE =
      Comparator.comparing(EventArrival::time)
          .thenComparing(e -> NaiveValueComparator.hex(e.id()))
          .thenComparing(EventArrival::stream);

  private NaiveFeatureEvaluator() {}

  /** The value, or a {@link ToleranceRule} where the definition leaves room. */
  static Object value(FeatureSpec f, long time, List<EventArrival> events) {
    return NaiveAggregates.value(f.call(), time, f.argument(), seen(f, time, events));
  }

  /** What of the events the feature sees at that time, oldest first. */
  static List<EventArrival> seen(FeatureSpec f, long time, List<EventArrival> events) {
    return events.stream()
        .filter(e -> e.time() <= time && e.time() >= tail(f.window(), time))
        .filter(e -> f.stream() == -1 || f.stream() == e.stream())
        .filter(e -> f.condition() == -1 || e.values()[f.condition()] == Boolean.TRUE)
        .filter(e -> f.argument() == -1 || e.values()[f.argument()] != null)
        .sorted(BY_PLACE)
        .toList();
  }

  /** In doubles, not in the arithmetic of the product: the times of the tests are small. */
  static long tail(Window window, long time) {
    if (window.length().isEmpty()) {
      return Long.MIN_VALUE;
    }
    double tail = time - window.length().get().toMillis();
    if (window.step().isPresent()) {
      double step = window.step().get().toMillis();
      tail = Math.floor(tail / step) * step;
    }
    return (long) tail;
  }
}
