package io.tidemark.feature.maths;

/** COUNT: of events, or of values that are not null. */
record CountAggregate() implements Aggregate<Tally> {

  @Override
  public Tally identity() {
    return new Tally();
  }

  @Override
  public void add(Tally state, Event event, Object value) {
    state.change(1);
  }

  @Override
  public void subtract(Tally state, Event event, Object value) {
    state.change(-1);
  }

  @Override
  public void merge(Tally state, Tally other) {
    state.merge(other);
  }

  @Override
  public Object result(Tally state) {
    return state.count();
  }

  @Override
  public boolean owns(Accumulator state) {
    return state instanceof Tally;
  }
}
