package io.tidemark.feature.maths;

import io.tidemark.definition.AggregateFunction;

/** MIN, MAX, FIRST and LAST where nothing leaves. */
record ExtremeAggregate(AggregateFunction function, ValueType type) implements Aggregate<Extreme> {

  @Override
  public Extreme identity() {
    return new Extreme(Elements.picksGreatest(function));
  }

  @Override
  public void add(Extreme state, Event event, Object value) {
    state.add(Elements.of(function, type, event, value));
  }

  @Override
  public void merge(Extreme state, Extreme other) {
    state.merge(other);
  }

  @Override
  public Object result(Extreme state) {
    return Elements.value(state.best());
  }

  @Override
  public boolean owns(Accumulator state) {
    return state instanceof Extreme extreme
        && extreme.greatest() == Elements.picksGreatest(function)
        && (extreme.best() == null
            || extreme.best() instanceof Dated == Elements.byPlace(function));
  }
}
