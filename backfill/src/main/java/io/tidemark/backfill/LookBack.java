package io.tidemark.backfill;

import io.tidemark.definition.FeatureSet;
import io.tidemark.event.EventLayout;
import io.tidemark.lake.TimeRange;

/** How much history the rows of a range depend on. */
final class LookBack {

  private LookBack() {}

  /** The range of events that the rows of that range see. */
  static TimeRange of(FeatureSet set, TimeRange rows) {
    TimeRange always = TimeRange.always(EventLayout.EVENT_TIME);
    if (rows.from() == always.from()) {
      return new TimeRange(EventLayout.EVENT_TIME, always.from(), rows.to());
    }
    long from =
        set.aggregates().stream()
            .mapToLong(
                a -> a.window().length().isEmpty() ? Long.MIN_VALUE : a.window().tail(rows.from()))
            .min()
            .orElse(rows.from());
    return new TimeRange(EventLayout.EVENT_TIME, Math.max(from, always.from()), rows.to());
  }
}
