package io.tidemark.feature.aggregate;

import io.tidemark.feature.aggregate.AggregateFunction.Parameter;
import java.util.List;

/** The aggregates that pick by the place of events: time, then id, then stream. */
final class Places {

  private Places() {}

  static List<AggregateFunction> functions() {
    return List.of(
        BuiltIn.of("first", "The value of the oldest event", Arguments::single, Places::first),
        BuiltIn.of("last", "The value of the newest event", Arguments::single, Places::last),
        BuiltIn.of(
                "last_n",
                "The values of the n newest events, newest first",
                Distributions::listType,
                Places::lastN)
            .with(count()),
        BuiltIn.of(
                "last_distinct_n",
                "The n values that occurred last, newest first, each once",
                Distributions::listType,
                Places::lastDistinctN)
            .with(count()),
        BuiltIn.of(
                "time_since_last",
                "Milliseconds since the newest event, or value",
                t -> ValueType.BIGINT,
                c -> timeSinceLast())
            .alsoOfStar(),
        BuiltIn.of(
                "time_since_first",
                "Milliseconds since the oldest event, or value",
                t -> ValueType.BIGINT,
                c -> timeSinceFirst())
            .alsoOfStar());
  }

  private static Parameter count() {
    return new Parameter("n", true, 1, Distributions.MOST_VALUES);
  }

  private static Aggregate<?> first(AggregateCall call) {
    Codec codec = Codec.of(call.argument());
    return new StateAggregate.OfRefillable<>(
        () -> new Oldest(codec), (state, time) -> state.value());
  }

  private static Aggregate<?> last(AggregateCall call) {
    Codec codec = Codec.of(call.argument());
    return new StateAggregate.OfWindow<>(() -> new Newest(codec), (state, time) -> state.value());
  }

  private static Aggregate<?> lastN(AggregateCall call) {
    Codec codec = Codec.of(call.argument());
    int n = call.parameters().get(0).intValue();
    return new StateAggregate.OfWindow<NewestN>(
        () -> new NewestN(codec, n), (state, time) -> state.values());
  }

  private static Aggregate<?> lastDistinctN(AggregateCall call) {
    Codec codec = Codec.of(call.argument());
    int n = call.parameters().get(0).intValue();
    return new StateAggregate.OfWindow<NewestN>(
        () -> new NewestDistinctN(codec, n), (state, time) -> state.values());
  }

  private static Aggregate<?> timeSinceLast() {
    return new StateAggregate.OfWindow<>(
        () -> new Moment(Direction.GREATEST), (state, time) -> state.until(time));
  }

  private static Aggregate<?> timeSinceFirst() {
    return new StateAggregate.OfRefillable<>(
        () -> new Moment(Direction.LEAST), (state, time) -> state.until(time));
  }
}
