package io.tidemark.feature.engine;

import io.tidemark.aggregate.ValueType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;

/**
 * Oracle of variances, from the squares of the distances to the mean, exact until they are rounded
 * once.
 */
final class NaiveVarianceAggregates {

  private static final MathContext LONG = new MathContext(120, RoundingMode.DOWN);

  private final ValueType type;
  private final List<Object> values;

  NaiveVarianceAggregates(ValueType type, List<Object> values) {
    this.type = type;
    this.values = values;
  }

  /**
   * @param fewer by how much less than the count the squares are divided by
   * @throws ArithmeticException if it does not fit its type
   */
  Object variance(int fewer) {
    return switch (type.kind()) {
      case INT -> whole(fewer).intValueExact();
      case BIGINT -> whole(fewer).longValueExact();
      case DECIMAL ->
          NaiveSumAggregates.fitting(
              squares()
                  .divide(
                      new BigDecimal(divisor(fewer)),
                      NaiveSumAggregates.quotientScale(type),
                      RoundingMode.HALF_UP));
      case FLOAT ->
          isFinite()
              ? (Object)
                  NaiveRounding.toFloat(squaresOfUnits(), divisor(fewer), 2 * NaiveRounding.UNIT)
              : Float.NaN;
      default -> doubleVariance(fewer);
    };
  }

  /** The root of the exact variance, but of floating-point numbers that of the DOUBLE one. */
  Object deviation(int fewer) {
    return switch (type.kind()) {
      case INT -> whole(fewer).sqrt(LONG).toBigInteger().intValueExact();
      case BIGINT -> whole(fewer).sqrt(LONG).toBigInteger().longValueExact();
      case DECIMAL ->
          NaiveSumAggregates.fitting(
              squares()
                  .divide(new BigDecimal(divisor(fewer)), LONG)
                  .sqrt(LONG)
                  .setScale(NaiveSumAggregates.quotientScale(type), RoundingMode.HALF_UP));
      case FLOAT -> (float) Math.sqrt(doubleVariance(fewer));
      default -> Math.sqrt(doubleVariance(fewer));
    };
  }

  private BigDecimal whole(int fewer) {
    return squares().divideToIntegralValue(new BigDecimal(divisor(fewer)));
  }

  private double doubleVariance(int fewer) {
    return isFinite()
        ? NaiveRounding.toDouble(squaresOfUnits(), divisor(fewer), 2 * NaiveRounding.UNIT)
        : Double.NaN;
  }

  private boolean isFinite() {
    return NaiveSumAggregates.special(values) == null;
  }

  /** The squares of the distances to the mean, all distances times the count. */
  private BigDecimal squares() {
    BigDecimal count = BigDecimal.valueOf(values.size());
    BigDecimal sum = NaiveSumAggregates.exact(values);
    return values.stream()
        .map(value -> NaiveSumAggregates.exact(value).multiply(count).subtract(sum).pow(2))
        .reduce(BigDecimal::add)
        .orElseThrow();
  }

  /** The same of floating-point numbers, in units of the least double's square. */
  private BigInteger squaresOfUnits() {
    BigInteger count = BigInteger.valueOf(values.size());
    BigInteger sum = NaiveSumAggregates.units(values);
    return values.stream()
        .map(value -> NaiveRounding.units(((Number) value).doubleValue()))
        .map(units -> units.multiply(count).subtract(sum).pow(2))
        .reduce(BigInteger::add)
        .orElseThrow();
  }

  private BigInteger divisor(int fewer) {
    BigInteger count = BigInteger.valueOf(values.size());
    return count.pow(2).multiply(count.subtract(BigInteger.valueOf(fewer)));
  }
}
