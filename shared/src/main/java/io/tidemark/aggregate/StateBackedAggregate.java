package io.tidemark.aggregate;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.function.Supplier;

/**
 * Adapts an {@link AggregateState} to the public {@link Aggregate}: a supplier of empty states, and
 * a function from a state to its SQL value.
 */
class StateBackedAggregate<S extends AggregateState<S>> implements Aggregate<S> {

  /** Computes the SQL value of a state, see {@link Aggregate#result}. */
  @FunctionalInterface
  interface Result<S> {

    Object of(S state, long time);
  }

  private static final int VERSION = 1;

  private final Supplier<S> identity;
  private final Result<S> result;

  StateBackedAggregate(Supplier<S> identity, Result<S> result) {
    this.identity = identity;
    this.result = result;
  }

  @Override
  public final S identity() {
    return identity.get();
  }

  @Override
  public final void add(S state, Event event, Object value) {
    state.add(event, value);
  }

  @Override
  public final void merge(S state, S other) {
    state.merge(other);
  }

  @Override
  public final Object result(S state, long time) {
    return result.of(state, time);
  }

  @Override
  public final void write(S state, DataOutput out) throws IOException {
    state.write(out);
  }

  @Override
  public final S read(DataInput in, int version) throws IOException {
    if (version != VERSION) {
      throw new IOException(
          "The state of an aggregate has version " + version + "; only 1 is known here.");
    }
    S state = identity();
    state.read(in);
    return state;
  }

  /** Adapts a state from which events can be subtracted in any order. */
  static final class OfInvertible<S extends AggregateState.Invertible<S>>
      extends StateBackedAggregate<S> implements InvertibleAggregate<S> {

    OfInvertible(Supplier<S> identity, Result<S> result) {
      super(identity, result);
    }

    @Override
    public void subtract(S state, Event event, Object value) {
      state.subtract(event, value);
    }
  }

  /** Adapts a state that drops events by time. */
  static final class OfExpiring<S extends AggregateState.Expiring<S>>
      extends StateBackedAggregate<S> implements ExpiringAggregate<S> {

    OfExpiring(Supplier<S> identity, Result<S> result) {
      super(identity, result);
    }

    @Override
    public void expire(S state, long from) {
      state.expire(from);
    }
  }

  /** Adapts a state of the oldest event alone, which asks for the window again. */
  static final class OfRescanning<S extends AggregateState.Rescanning<S>>
      extends StateBackedAggregate<S> implements RescanningAggregate<S> {

    OfRescanning(Supplier<S> identity, Result<S> result) {
      super(identity, result);
    }

    @Override
    public void expire(S state, long from) {
      state.expire(from);
    }

    @Override
    public boolean lacks(S state) {
      return state.lacks();
    }

    @Override
    public void exhaust(S state) {
      state.exhaust();
    }
  }
}
