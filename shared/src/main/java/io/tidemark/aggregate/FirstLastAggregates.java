package io.tidemark.aggregate;

import io.tidemark.aggregate.AggregateFunction.Parameter;
import java.util.List;

/**
 * The functions FIRST, LAST, LAST_N, LAST_DISTINCT_N, TIME_SINCE_FIRST and TIME_SINCE_LAST, which
 * select by {@link Event#compare}: time, then id, then stream.
 */
final class FirstLastAggregates {

  private FirstLastAggregates() {}

  static List<AggregateFunction> functions() {
    return List.of(
        BuiltInAggregateFunction.of(
            "first",
            "The value of the oldest event",
            ArgumentChecks::single,
            FirstLastAggregates::first),
        BuiltInAggregateFunction.of(
            "last",
            "The value of the newest event",
            ArgumentChecks::single,
            FirstLastAggregates::last),
        BuiltInAggregateFunction.of(
                "last_n",
                "The values of the n newest events, newest first",
                DistributionAggregates::listType,
                FirstLastAggregates::lastN)
            .with(count()),
        BuiltInAggregateFunction.of(
                "last_distinct_n",
                "The n values that occurred last, newest first, each once",
                DistributionAggregates::listType,
                FirstLastAggregates::lastDistinctN)
            .with(count()),
        BuiltInAggregateFunction.of(
                "time_since_last",
                "Milliseconds since the newest event, or value",
                t -> ValueType.BIGINT,
                c -> timeSinceLast())
            .alsoOfStar(),
        BuiltInAggregateFunction.of(
                "time_since_first",
                "Milliseconds since the oldest event, or value",
                t -> ValueType.BIGINT,
                c -> timeSinceFirst())
            .alsoOfStar());
  }

  private static Parameter count() {
    return new Parameter("n", true, 1, DistributionAggregates.MOST_VALUES);
  }

  private static Aggregate<?> first(AggregateCall call) {
    ValueCodec codec = ValueCodec.of(call.argument());
    return new StateBackedAggregate.OfRescanning<>(
        () -> new FirstValueState(codec), (state, time) -> state.value());
  }

  private static Aggregate<?> last(AggregateCall call) {
    ValueCodec codec = ValueCodec.of(call.argument());
    return new StateBackedAggregate.OfExpiring<>(
        () -> new LastValueState(codec), (state, time) -> state.value());
  }

  private static Aggregate<?> lastN(AggregateCall call) {
    ValueCodec codec = ValueCodec.of(call.argument());
    int n = call.parameters().get(0).intValue();
    return new StateBackedAggregate.OfExpiring<LastNState>(
        () -> new LastNState(codec, n), (state, time) -> state.values());
  }

  private static Aggregate<?> lastDistinctN(AggregateCall call) {
    ValueCodec codec = ValueCodec.of(call.argument());
    int n = call.parameters().get(0).intValue();
    return new StateBackedAggregate.OfExpiring<LastNState>(
        () -> new LastDistinctNState(codec, n), (state, time) -> state.values());
  }

  private static Aggregate<?> timeSinceLast() {
    return new StateBackedAggregate.OfExpiring<>(
        () -> new FirstLastTimeState(ExtremeKind.GREATEST), (state, time) -> state.until(time));
  }

  private static Aggregate<?> timeSinceFirst() {
    return new StateBackedAggregate.OfRescanning<>(
        () -> new FirstLastTimeState(ExtremeKind.LEAST), (state, time) -> state.until(time));
  }
}
