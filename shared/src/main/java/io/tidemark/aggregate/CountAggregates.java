package io.tidemark.aggregate;

import java.util.List;

/**
 * The functions COUNT, over {@link CountState}, and COUNT_DISTINCT, over {@link FrequencyState} in
 * a window and {@link DistinctValuesState} over history.
 */
final class CountAggregates {

  private CountAggregates() {}

  static List<AggregateFunction> functions() {
    return List.of(
        BuiltInAggregateFunction.of(
                "count", "How many events, or values", t -> ValueType.BIGINT, c -> count())
            .alsoOfStar()
            .countsNothingAsZero(),
        BuiltInAggregateFunction.of(
                "count_distinct",
                "How many different values",
                CountAggregates::type,
                CountAggregates::distinct)
            .overHistory(CountAggregates::distinctOfHistory)
            .countsNothingAsZero());
  }

  private static ValueType type(ValueType argument) {
    ArgumentChecks.single(argument);
    return ValueType.BIGINT;
  }

  private static Aggregate<?> count() {
    return new StateBackedAggregate.OfInvertible<>(CountState::new, (state, time) -> state.count);
  }

  private static Aggregate<?> distinct(AggregateCall call) {
    ValueCodec codec = ValueCodec.of(call.argument());
    return new StateBackedAggregate.OfInvertible<>(
        () -> new FrequencyState(codec), (state, time) -> (long) state.distinct());
  }

  private static Aggregate<?> distinctOfHistory(AggregateCall call) {
    ValueCodec codec = ValueCodec.of(call.argument());
    return new StateBackedAggregate<>(
        () -> new DistinctValuesState(codec), (state, time) -> (long) state.size());
  }
}
