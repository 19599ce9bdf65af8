package io.tidemark.aggregate;

import io.tidemark.aggregate.number.FloatingPointType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;

/**
 * The functions VAR_POP, VAR_SAMP, STDDEV_POP and STDDEV_SAMP: the exact variance, rounded once.
 * The deviation of floating-point numbers is the root of the DOUBLE variance; that of integers is
 * cut toward zero and that of decimals rounded half up, both from the exact variance.
 */
final class VarianceAggregates {

  private static final int ROOT_STEPS = 2; // a root in halves, so that it can be rounded half up

  private VarianceAggregates() {}

  static List<AggregateFunction> functions() {
    return List.of(
        variance("var_pop", "The variance of the values", VarianceKind.POPULATION),
        variance("var_samp", "The variance, of a sample", VarianceKind.SAMPLE),
        deviation("stddev_pop", "The standard deviation of the values", VarianceKind.POPULATION),
        deviation("stddev_samp", "The standard deviation, of a sample", VarianceKind.SAMPLE));
  }

  private static AggregateFunction variance(String name, String doc, VarianceKind kind) {
    return BuiltInAggregateFunction.of(
        name, doc, SumAggregates::quotientType, call -> variance(call, kind));
  }

  private static AggregateFunction deviation(String name, String doc, VarianceKind kind) {
    return BuiltInAggregateFunction.of(
        name, doc, SumAggregates::quotientType, call -> deviation(call, kind));
  }

  private static Aggregate<?> variance(AggregateCall call, VarianceKind kind) {
    ValueType type = SumAggregates.quotientType(call.argument());
    return switch (type.kind()) {
      case DOUBLE -> floating(kind, s -> s.variance(FloatingPointType.DOUBLE, kind));
      case FLOAT -> floating(kind, s -> (float) s.variance(FloatingPointType.FLOAT, kind));
      default -> integers(call, kind, s -> quotient(call, type, s, kind));
    };
  }

  private static Aggregate<?> deviation(AggregateCall call, VarianceKind kind) {
    ValueType type = SumAggregates.quotientType(call.argument());
    return switch (type.kind()) {
      case DOUBLE -> floating(kind, s -> Math.sqrt(s.variance(FloatingPointType.DOUBLE, kind)));
      case FLOAT ->
          floating(kind, s -> (float) Math.sqrt(s.variance(FloatingPointType.DOUBLE, kind)));
      default -> integers(call, kind, s -> root(call, type, s, kind));
    };
  }

  private static Object quotient(
      AggregateCall call, ValueType type, IntegerSquareSumState state, VarianceKind kind) {
    BigInteger divisor = kind.divisor(state.count());
    if (type.kind() != ValueType.Kind.DECIMAL) {
      return OverflowChecks.integer(call.function(), type, state.dividend().divide(divisor));
    }
    BigDecimal dividend = new BigDecimal(state.dividend(), 2 * call.argument().scale());
    BigDecimal value = dividend.divide(new BigDecimal(divisor), type.scale(), RoundingMode.HALF_UP);
    return OverflowChecks.decimal(call.function(), type, value);
  }

  private static Object root(
      AggregateCall call, ValueType type, IntegerSquareSumState state, VarianceKind kind) {
    BigInteger divisor = kind.divisor(state.count());
    if (type.kind() != ValueType.Kind.DECIMAL) {
      return OverflowChecks.integer(call.function(), type, state.dividend().divide(divisor).sqrt());
    }
    BigInteger halves =
        BigInteger.TEN
            .pow(2 * (type.scale() - call.argument().scale()))
            .multiply(BigInteger.valueOf(ROOT_STEPS * ROOT_STEPS))
            .multiply(state.dividend())
            .divide(divisor)
            .sqrt();
    BigInteger unscaled = halves.add(BigInteger.ONE).shiftRight(1);
    return OverflowChecks.decimal(call.function(), type, new BigDecimal(unscaled, type.scale()));
  }

  private interface Finish<S> {
    Object value(S state);
  }

  private static Aggregate<?> floating(VarianceKind kind, Finish<FloatingSquareSumState> finish) {
    return new StateBackedAggregate.OfInvertible<>(
        FloatingSquareSumState::new,
        (state, time) -> state.count() < kind.leastCount() ? null : finish.value(state));
  }

  private static Aggregate<?> integers(
      AggregateCall call, VarianceKind kind, Finish<IntegerSquareSumState> finish) {
    int scale = call.argument().scale();
    return new StateBackedAggregate.OfInvertible<>(
        () -> new IntegerSquareSumState(scale),
        (state, time) -> state.count() < kind.leastCount() ? null : finish.value(state));
  }
}
