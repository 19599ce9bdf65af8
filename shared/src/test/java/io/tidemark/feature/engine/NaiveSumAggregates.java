package io.tidemark.feature.engine;

import io.tidemark.aggregate.ValueType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;

/** Oracle of sums and averages, in numbers of any length, rounded once. */
final class NaiveSumAggregates {

  private static final int MOST_DIGITS = 38;
  private static final int LEAST_QUOTIENT_SCALE = 6;

  private NaiveSumAggregates() {}

  /**
   * @throws ArithmeticException if it does not fit its type
   */
  static Object sum(ValueType type, List<Object> values) {
    return switch (type.kind()) {
      case INT -> exact(values).intValueExact();
      case BIGINT -> exact(values).longValueExact();
      case DECIMAL -> fitting(exact(values));
      default -> floating(type, values, 1);
    };
  }

  /**
   * @throws ArithmeticException if it does not fit its type
   */
  static Object average(ValueType type, List<Object> values) {
    BigDecimal count = BigDecimal.valueOf(values.size());
    return switch (type.kind()) {
      case INT -> exact(values).divideToIntegralValue(count).intValueExact();
      case BIGINT -> exact(values).divideToIntegralValue(count).longValueExact();
      case DECIMAL ->
          fitting(exact(values).divide(count, quotientScale(type), RoundingMode.HALF_UP));
      default -> floating(type, values, values.size());
    };
  }

  static int quotientScale(ValueType type) {
    return Math.max(LEAST_QUOTIENT_SCALE, type.scale());
  }

  private static Object floating(ValueType type, List<Object> values, int divisor) {
    boolean single = type.kind() == ValueType.Kind.FLOAT;
    Double special = special(values);
    if (special != null) {
      return single ? (Object) special.floatValue() : special;
    }
    BigInteger sum = units(values);
    BigInteger by = BigInteger.valueOf(divisor);
    return single
        ? (Object) NaiveRounding.toFloat(sum, by, NaiveRounding.UNIT)
        : NaiveRounding.toDouble(sum, by, NaiveRounding.UNIT);
  }

  /** The sum as IEEE 754 has it where one of the values is not finite; null where all are. */
  static Double special(List<Object> values) {
    return values.stream()
        .map(v -> ((Number) v).doubleValue())
        .filter(v -> !Double.isFinite(v))
        .reduce(Double::sum)
        .orElse(null);
  }

  /** The sum of floating-point numbers, in units of the least double. */
  static BigInteger units(List<Object> values) {
    return values.stream()
        .map(value -> NaiveRounding.units(((Number) value).doubleValue()))
        .reduce(BigInteger::add)
        .orElseThrow();
  }

  static BigDecimal fitting(BigDecimal value) {
    if (value.precision() > MOST_DIGITS) {
      throw new ArithmeticException("more than 38 digits: " + value);
    }
    return value;
  }

  static BigDecimal exact(List<Object> values) {
    return values.stream().map(NaiveSumAggregates::exact).reduce(BigDecimal::add).orElseThrow();
  }

  static BigDecimal exact(Object value) {
    return value instanceof BigDecimal decimal
        ? decimal
        : BigDecimal.valueOf(((Number) value).longValue());
  }
}
