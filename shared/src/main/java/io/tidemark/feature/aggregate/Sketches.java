package io.tidemark.feature.aggregate;

import io.tidemark.feature.aggregate.AggregateFunction.Parameter;
import java.math.BigDecimal;
import java.util.List;

/** The aggregates that are near the truth, but always equally near, whatever the order. */
final class Sketches {

  private Sketches() {}

  static List<AggregateFunction> functions() {
    return List.of(
        BuiltIn.of(
                "approx_count_distinct",
                "About how many different values; standard error 1.6 %",
                Sketches::countType,
                Sketches::inWindow)
            .overHistory(Sketches::overHistory)
            .countsNothingAsZero(),
        BuiltIn.of(
                "quantile",
                "About the least value that a share q of the values does not exceed; within 1 %",
                Sketches::quantileType,
                Sketches::quantile)
            .with(new Parameter("q", false, 0, 1)));
  }

  private static ValueType countType(ValueType argument) {
    Arguments.single(argument);
    return ValueType.BIGINT;
  }

  private static ValueType quantileType(ValueType argument) {
    Arguments.number(argument);
    return ValueType.DOUBLE;
  }

  private static Aggregate<?> inWindow(AggregateCall call) {
    Codec codec = Codec.of(call.argument());
    return new StateAggregate.OfGroup<>(
        () -> new CountedRegisters(codec), (state, time) -> state.estimate());
  }

  private static Aggregate<?> overHistory(AggregateCall call) {
    Codec codec = Codec.of(call.argument());
    return new StateAggregate<>(() -> new Registers(codec), (state, time) -> state.estimate());
  }

  private static Aggregate<?> quantile(AggregateCall call) {
    BigDecimal share = BigDecimal.valueOf(call.parameters().get(0).doubleValue());
    return new StateAggregate.OfGroup<>(
        QuantileSketch::new, (state, time) -> state.quantile(share));
  }
}
