package io.tidemark.pipeline;

import io.tidemark.definition.FeatureSet;
import io.tidemark.event.EventLayout;
import io.tidemark.lake.TimeRange;

/**
 * Computes the range of events that the rows of a time range depend on: it begins a longest window
 * earlier, or with history where a window is unlimited. Jobs over history read it with {@link
 * LakeEventSource}.
 */
public final class LookBackRanges {

  private LookBackRanges() {}

  /** The range of events that the rows of that range see. */
  public static TimeRange of(FeatureSet set, TimeRange rows) {
    long from =
        set.aggregates().stream()
            .mapToLong(aggregate -> aggregate.window().tail(rows.from()))
            .min()
            .orElse(rows.from());
    return new TimeRange(EventLayout.EVENT_TIME, from, rows.to());
  }
}
