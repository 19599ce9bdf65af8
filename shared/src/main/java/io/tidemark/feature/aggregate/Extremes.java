package io.tidemark.feature.aggregate;

import io.tidemark.feature.aggregate.AggregateFunction.Parameter;
import java.util.List;

/** MIN, MAX and their like, for which -0.0 is 0.0 and NaN is the greatest value. */
final class Extremes {

  private Extremes() {}

  static List<AggregateFunction> functions() {
    return List.of(
        one("min", "The least value", Direction.LEAST),
        one("max", "The greatest value", Direction.GREATEST),
        several("smallest_n", "The n least values, least first", Direction.LEAST),
        several("largest_n", "The n greatest values, greatest first", Direction.GREATEST));
  }

  private static AggregateFunction one(String name, String doc, Direction direction) {
    return BuiltIn.of(name, doc, Arguments::ordered, call -> inWindow(call, direction))
        .overHistory(call -> overHistory(call, direction));
  }

  private static Aggregate<?> inWindow(AggregateCall call, Direction direction) {
    Codec codec = Codec.of(call.argument());
    return new StateAggregate.OfWindow<>(
        () -> new Staircase(codec, direction), (state, time) -> state.value());
  }

  private static Aggregate<?> overHistory(AggregateCall call, Direction direction) {
    Codec codec = Codec.of(call.argument());
    return new StateAggregate<>(
        () -> new Extreme(codec, direction), (state, time) -> state.value());
  }

  private static AggregateFunction several(String name, String doc, Direction direction) {
    return BuiltIn.of(
            name, doc, Extremes::listType, call -> several(call, direction, Long.MAX_VALUE))
        .overHistory(call -> severalOfHistory(call, direction))
        .with(new Parameter("n", true, 1, Distributions.MOST_VALUES));
  }

  private static ValueType listType(ValueType argument) {
    return ValueType.array(Arguments.ordered(argument));
  }

  private static Aggregate<?> severalOfHistory(AggregateCall call, Direction direction) {
    return several(call, direction, call.parameters().get(0).intValue());
  }

  private static Aggregate<?> several(AggregateCall call, Direction direction, long most) {
    Codec codec = Codec.of(call.argument());
    int n = call.parameters().get(0).intValue();
    return new StateAggregate.OfGroup<>(
        () -> new ExtremeN(codec, direction, most), (state, time) -> state.best(n));
  }
}
