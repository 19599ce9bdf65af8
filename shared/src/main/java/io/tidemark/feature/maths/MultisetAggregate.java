package io.tidemark.feature.maths;

import io.tidemark.definition.AggregateFunction;

/** COUNT_DISTINCT, and MIN, MAX, FIRST and LAST where values have to leave again. */
record MultisetAggregate(AggregateFunction function, ValueType type)
    implements Aggregate<Multiset> {

  @Override
  public Multiset identity() {
    return new Multiset();
  }

  @Override
  public void add(Multiset state, Event event, Object value) {
    state.add(Elements.of(function, type, event, value));
  }

  @Override
  public void subtract(Multiset state, Event event, Object value) {
    state.subtract(Elements.of(function, type, event, value));
  }

  @Override
  public void merge(Multiset state, Multiset other) {
    state.merge(other);
  }

  @Override
  public Object result(Multiset state) {
    if (function == AggregateFunction.COUNT_DISTINCT) {
      return (long) state.distinct();
    }
    return Elements.value(Elements.picksGreatest(function) ? state.greatest() : state.least());
  }

  @Override
  public boolean owns(Accumulator state) {
    return state instanceof Multiset;
  }
}
