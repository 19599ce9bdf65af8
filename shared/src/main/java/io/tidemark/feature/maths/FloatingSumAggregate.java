package io.tidemark.feature.maths;

import io.tidemark.definition.AggregateFunction;

/** SUM and AVG of DOUBLE and FLOAT: the sum exact until its one rounding. */
record FloatingSumAggregate(AggregateFunction function, ValueType type)
    implements Aggregate<FloatingSum> {

  @Override
  public FloatingSum identity() {
    return new FloatingSum();
  }

  @Override
  public void add(FloatingSum state, Event event, Object value) {
    state.add(((Number) value).doubleValue());
  }

  @Override
  public void subtract(FloatingSum state, Event event, Object value) {
    state.subtract(((Number) value).doubleValue());
  }

  @Override
  public void merge(FloatingSum state, FloatingSum other) {
    state.merge(other);
  }

  @Override
  public Object result(FloatingSum state) {
    if (state.count() == 0) {
      return null;
    }
    boolean narrow = type.kind() == ValueType.Kind.FLOAT;
    if (function == AggregateFunction.SUM) {
      return narrow ? (Object) state.sum().toFloat() : (Object) state.sum().toDouble();
    }
    double average = state.sum().toDouble() / state.count();
    return narrow ? (Object) (float) average : (Object) average;
  }

  @Override
  public boolean owns(Accumulator state) {
    return state instanceof FloatingSum;
  }
}
