package io.tidemark.feature.aggregate;

import java.util.List;

/** The aggregates that pick values by the place of their events: time, then id, then stream. */
final class Places {

  private Places() {}

  static List<AggregateFunction> functions() {
    return List.of(
        BuiltIn.of("first", "The value of the oldest event", Arguments::single, Places::first),
        BuiltIn.of("last", "The value of the newest event", Arguments::single, Places::last));
  }

  private static Aggregate<?> first(AggregateCall call) {
    Codec codec = Codec.of(call.argument());
    return new OldestAggregate(() -> new Oldest(codec), (state, time) -> state.value());
  }

  private static Aggregate<?> last(AggregateCall call) {
    Codec codec = Codec.of(call.argument());
    return new StateAggregate.OfWindow<>(() -> new Newest(codec), (state, time) -> state.value());
  }
}
