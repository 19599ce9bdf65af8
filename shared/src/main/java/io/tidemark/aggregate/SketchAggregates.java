package io.tidemark.aggregate;

import io.tidemark.aggregate.AggregateFunction.Parameter;
import java.math.BigDecimal;
import java.util.List;

/**
 * The approximate functions: APPROX_COUNT_DISTINCT, over {@link HllState} and {@link
 * InvertibleHllState}, and QUANTILE, over {@link QuantileSketch}. Their values too are a function
 * of the set of events alone, not of their order.
 */
final class SketchAggregates {

  private SketchAggregates() {}

  static List<AggregateFunction> functions() {
    return List.of(
        BuiltInAggregateFunction.of(
                "approx_count_distinct",
                "About how many different values; standard error 1.6 %",
                SketchAggregates::countType,
                SketchAggregates::inWindow)
            .overHistory(SketchAggregates::overHistory)
            .countsNothingAsZero(),
        BuiltInAggregateFunction.of(
                "quantile",
                "About the least value that a share q of the values does not exceed; within 1 %",
                SketchAggregates::quantileType,
                SketchAggregates::quantile)
            .with(new Parameter("q", false, 0, 1)));
  }

  private static ValueType countType(ValueType argument) {
    ArgumentChecks.single(argument);
    return ValueType.BIGINT;
  }

  private static ValueType quantileType(ValueType argument) {
    ArgumentChecks.number(argument);
    return ValueType.DOUBLE;
  }

  private static Aggregate<?> inWindow(AggregateCall call) {
    ValueCodec codec = ValueCodec.of(call.argument());
    return new StateBackedAggregate.OfInvertible<>(
        () -> new InvertibleHllState(codec), (state, time) -> state.estimate());
  }

  private static Aggregate<?> overHistory(AggregateCall call) {
    ValueCodec codec = ValueCodec.of(call.argument());
    return new StateBackedAggregate<>(() -> new HllState(codec), (state, time) -> state.estimate());
  }

  private static Aggregate<?> quantile(AggregateCall call) {
    BigDecimal share = BigDecimal.valueOf(call.parameters().get(0).doubleValue());
    return new StateBackedAggregate.OfInvertible<>(
        QuantileSketch::new, (state, time) -> state.quantile(share));
  }
}
