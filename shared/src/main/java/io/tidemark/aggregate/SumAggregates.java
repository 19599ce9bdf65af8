package io.tidemark.aggregate;

import io.tidemark.aggregate.ValueType.Kind;
import io.tidemark.aggregate.number.FloatingPointType;
import io.tidemark.aggregate.number.WideIntegerAccumulator;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;

/**
 * The functions SUM and AVG: exact until the one rounding of the result; integers average toward
 * zero. The types of results are Flink SQL's.
 */
final class SumAggregates {

  /** Least scale of what is divided, as in Flink SQL. */
  static final int LEAST_QUOTIENT_SCALE = 6;

  private static final String SUM = "sum";
  private static final String AVG = "avg";

  private SumAggregates() {}

  static List<AggregateFunction> functions() {
    return List.of(
        BuiltInAggregateFunction.of(
            SUM, "The sum of the values", SumAggregates::sumType, SumAggregates::sum),
        BuiltInAggregateFunction.of(
            AVG, "The mean of the values", SumAggregates::quotientType, SumAggregates::avg));
  }

  private static ValueType sumType(ValueType argument) {
    ArgumentChecks.number(argument);
    return argument.kind() == Kind.DECIMAL
        ? ValueType.decimal(ValueType.MAX_PRECISION, argument.scale())
        : argument;
  }

  /** Type of what is divided, as Flink SQL has it: the argument's; of a DECIMAL a wider one. */
  static ValueType quotientType(ValueType argument) {
    ArgumentChecks.number(argument);
    return argument.kind() == Kind.DECIMAL
        ? ValueType.decimal(
            ValueType.MAX_PRECISION, Math.max(LEAST_QUOTIENT_SCALE, argument.scale()))
        : argument;
  }

  private static Aggregate<?> sum(AggregateCall call) {
    ValueType type = sumType(call.argument());
    return switch (type.kind()) {
      case DOUBLE -> floating(s -> s.sum().round(FloatingPointType.DOUBLE));
      case FLOAT -> floating(s -> (float) s.sum().round(FloatingPointType.FLOAT));
      case DECIMAL -> integers(type.scale(), s -> OverflowChecks.decimal(SUM, type, s.decimal()));
      default -> integers(0, s -> OverflowChecks.integer(SUM, type, s.unscaled()));
    };
  }

  private static Aggregate<?> avg(AggregateCall call) {
    ValueType type = quotientType(call.argument());
    return switch (type.kind()) {
      case DOUBLE -> floating(s -> s.sum().divide(FloatingPointType.DOUBLE, s.count()));
      case FLOAT -> floating(s -> (float) s.sum().divide(FloatingPointType.FLOAT, s.count()));
      case DECIMAL ->
          integers(
              call.argument().scale(),
              s -> OverflowChecks.decimal(AVG, type, mean(s, type.scale())));
      default -> integers(0, s -> mean(s, type));
    };
  }

  private static Object mean(IntegerSumState state, ValueType type) {
    WideIntegerAccumulator sum = state.unscaled();
    if (sum.isSmall()) {
      return OverflowChecks.integer(AVG, type, sum.small() / state.count());
    }
    return OverflowChecks.integer(AVG, type, sum.value().divide(BigInteger.valueOf(state.count())));
  }

  private static BigDecimal mean(IntegerSumState state, int scale) {
    BigDecimal count = BigDecimal.valueOf(state.count());
    return state.decimal().divide(count, scale, RoundingMode.HALF_UP);
  }

  private interface Finish<S> {
    Object value(S state);
  }

  private static Aggregate<?> floating(Finish<FloatingSumState> finish) {
    return new StateBackedAggregate.OfInvertible<>(
        FloatingSumState::new, (state, time) -> state.count() == 0 ? null : finish.value(state));
  }

  private static Aggregate<?> integers(int scale, Finish<IntegerSumState> finish) {
    return new StateBackedAggregate.OfInvertible<>(
        () -> new IntegerSumState(scale),
        (state, time) -> state.count() == 0 ? null : finish.value(state));
  }
}
