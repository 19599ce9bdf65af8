package io.tidemark.aggregate;

import io.tidemark.aggregate.AggregateFunction.Parameter;
import java.util.List;

/**
 * The functions MIN, MAX, SMALLEST_N and LARGEST_N, for which -0.0 is 0.0 and NaN is the greatest
 * value. MIN and MAX of a window use {@link MonotonicDequeState}, over history {@link
 * ExtremeState}; the other two use {@link ExtremeNState}.
 */
final class ExtremeAggregates {

  private ExtremeAggregates() {}

  static List<AggregateFunction> functions() {
    return List.of(
        one("min", "The least value", ExtremeKind.LEAST),
        one("max", "The greatest value", ExtremeKind.GREATEST),
        several("smallest_n", "The n least values, least first", ExtremeKind.LEAST),
        several("largest_n", "The n greatest values, greatest first", ExtremeKind.GREATEST));
  }

  private static AggregateFunction one(String name, String doc, ExtremeKind direction) {
    return BuiltInAggregateFunction.of(
            name, doc, ArgumentChecks::ordered, call -> inWindow(call, direction))
        .overHistory(call -> overHistory(call, direction));
  }

  private static Aggregate<?> inWindow(AggregateCall call, ExtremeKind direction) {
    ValueCodec codec = ValueCodec.of(call.argument());
    return new StateBackedAggregate.OfExpiring<>(
        () -> new MonotonicDequeState(codec, direction), (state, time) -> state.value());
  }

  private static Aggregate<?> overHistory(AggregateCall call, ExtremeKind direction) {
    ValueCodec codec = ValueCodec.of(call.argument());
    return new StateBackedAggregate<>(
        () -> new ExtremeState(codec, direction), (state, time) -> state.value());
  }

  private static AggregateFunction several(String name, String doc, ExtremeKind direction) {
    return BuiltInAggregateFunction.of(
            name,
            doc,
            ExtremeAggregates::listType,
            call -> several(call, direction, Long.MAX_VALUE))
        .overHistory(call -> severalOfHistory(call, direction))
        .with(new Parameter("n", true, 1, DistributionAggregates.MOST_VALUES));
  }

  private static ValueType listType(ValueType argument) {
    return ValueType.array(ArgumentChecks.ordered(argument));
  }

  private static Aggregate<?> severalOfHistory(AggregateCall call, ExtremeKind direction) {
    return several(call, direction, call.parameters().get(0).intValue());
  }

  private static Aggregate<?> several(AggregateCall call, ExtremeKind direction, long most) {
    ValueCodec codec = ValueCodec.of(call.argument());
    int n = call.parameters().get(0).intValue();
    return new StateBackedAggregate.OfInvertible<>(
        () -> new ExtremeNState(codec, direction, most), (state, time) -> state.best(n));
  }
}
