package io.tidemark.feature.maths;

import io.tidemark.definition.AggregateFunction;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/** SUM and AVG of INT, BIGINT and DECIMAL: exact; integers average toward zero as in Flink SQL. */
record IntegerSumAggregate(AggregateFunction function, ValueType type)
    implements Aggregate<IntegerSum> {

  private static final int LEAST_AVERAGE_SCALE = 6;

  @Override
  public IntegerSum identity() {
    return new IntegerSum(type.scale());
  }

  @Override
  public void add(IntegerSum state, Event event, Object value) {
    state.add(value);
  }

  @Override
  public void subtract(IntegerSum state, Event event, Object value) {
    state.subtract(value);
  }

  @Override
  public void merge(IntegerSum state, IntegerSum other) {
    state.merge(other);
  }

  @Override
  public Object result(IntegerSum state) {
    if (state.count() == 0) {
      return null;
    }
    boolean decimal = type.kind() == ValueType.Kind.DECIMAL;
    if (function == AggregateFunction.SUM) {
      return decimal ? fit(sum(state)) : fit(state.unscaled());
    }
    return decimal ? fit(average(state)) : fit(state.unscaled().divide(count(state)));
  }

  @Override
  public boolean owns(Accumulator state) {
    return state instanceof IntegerSum sum && sum.scale() == type.scale();
  }

  private static BigDecimal sum(IntegerSum state) {
    return new BigDecimal(state.unscaled(), state.scale());
  }

  private static BigInteger count(IntegerSum state) {
    return BigInteger.valueOf(state.count());
  }

  private BigDecimal average(IntegerSum state) {
    int scale = Math.max(LEAST_AVERAGE_SCALE, type.scale());
    return sum(state).divide(new BigDecimal(count(state)), scale, RoundingMode.HALF_UP);
  }

  private BigDecimal fit(BigDecimal value) {
    if (value.precision() > ValueType.MAX_PRECISION) {
      throw new FeatureOverflowException(function, ValueType.decimal(value.scale()), value);
    }
    return value;
  }

  private Object fit(BigInteger value) {
    boolean narrow = type.kind() == ValueType.Kind.INT;
    if (value.bitLength() >= (narrow ? Integer.SIZE : Long.SIZE)) {
      throw new FeatureOverflowException(function, type, value);
    }
    return narrow ? (Object) value.intValue() : (Object) value.longValue();
  }
}
