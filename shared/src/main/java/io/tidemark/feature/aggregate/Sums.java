package io.tidemark.feature.aggregate;

import io.tidemark.feature.aggregate.ValueType.Kind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;

/** SUM and AVG: exact until the one rounding of the result; integers average toward zero. */
final class Sums {

  /** Least scale of what is divided, as in Flink SQL. */
  static final int LEAST_QUOTIENT_SCALE = 6;

  private static final String SUM = "sum";
  private static final String AVG = "avg";

  private Sums() {}

  static List<AggregateFunction> functions() {
    return List.of(
        BuiltIn.of(SUM, "The sum of the values", Sums::sumType, Sums::sum),
        BuiltIn.of(AVG, "The mean of the values", Sums::quotientType, Sums::avg));
  }

  private static ValueType sumType(ValueType argument) {
    Arguments.number(argument);
    return argument.kind() == Kind.DECIMAL
        ? ValueType.decimal(ValueType.MAX_PRECISION, argument.scale())
        : argument;
  }

  /** Type of what is divided, as Flink SQL has it: the argument's; of a DECIMAL a wider one. */
  static ValueType quotientType(ValueType argument) {
    Arguments.number(argument);
    return argument.kind() == Kind.DECIMAL
        ? ValueType.decimal(
            ValueType.MAX_PRECISION, Math.max(LEAST_QUOTIENT_SCALE, argument.scale()))
        : argument;
  }

  private static Aggregate<?> sum(AggregateCall call) {
    ValueType type = sumType(call.argument());
    return switch (type.kind()) {
      case DOUBLE -> floating(s -> s.sum().round(Rounding.DOUBLE));
      case FLOAT -> floating(s -> (float) s.sum().round(Rounding.FLOAT));
      case DECIMAL -> integers(type.scale(), s -> Fit.decimal(SUM, type, s.decimal()));
      default -> integers(0, s -> Fit.integer(SUM, type, s.unscaled()));
    };
  }

  private static Aggregate<?> avg(AggregateCall call) {
    ValueType type = quotientType(call.argument());
    return switch (type.kind()) {
      case DOUBLE -> floating(s -> s.sum().divide(Rounding.DOUBLE, s.count()));
      case FLOAT -> floating(s -> (float) s.sum().divide(Rounding.FLOAT, s.count()));
      case DECIMAL ->
          integers(call.argument().scale(), s -> Fit.decimal(AVG, type, mean(s, type.scale())));
      default -> integers(0, s -> mean(s, type));
    };
  }

  private static Object mean(IntegerSum state, ValueType type) {
    WideInteger sum = state.unscaled();
    if (sum.isSmall()) {
      return Fit.integer(AVG, type, sum.small() / state.count());
    }
    return Fit.integer(AVG, type, sum.value().divide(BigInteger.valueOf(state.count())));
  }

  private static BigDecimal mean(IntegerSum state, int scale) {
    BigDecimal count = BigDecimal.valueOf(state.count());
    return state.decimal().divide(count, scale, RoundingMode.HALF_UP);
  }

  private interface Finish<S> {
    Object value(S state);
  }

  private static Aggregate<?> floating(Finish<FloatingSum> finish) {
    return new StateAggregate.OfGroup<>(
        FloatingSum::new, (state, time) -> state.count() == 0 ? null : finish.value(state));
  }

  private static Aggregate<?> integers(int scale, Finish<IntegerSum> finish) {
    return new StateAggregate.OfGroup<>(
        () -> new IntegerSum(scale),
        (state, time) -> state.count() == 0 ? null : finish.value(state));
  }
}
