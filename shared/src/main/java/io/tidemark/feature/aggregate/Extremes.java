package io.tidemark.feature.aggregate;

import java.util.List;

/** MIN and MAX, for which -0.0 is 0.0 and NaN is the greatest value. */
final class Extremes {

  private Extremes() {}

  static List<AggregateFunction> functions() {
    return List.of(
        function("min", "The least value", Direction.LEAST),
        function("max", "The greatest value", Direction.GREATEST));
  }

  private static AggregateFunction function(String name, String doc, Direction direction) {
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
}
