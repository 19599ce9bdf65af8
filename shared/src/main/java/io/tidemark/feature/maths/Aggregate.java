package io.tidemark.feature.maths;

/**
 * A commutative monoid over events: a state is a function of the set of events added to it.
 *
 * @param <S> its state, changed in place
 */
interface Aggregate<S extends Accumulator> {

  /** The state of no events. */
  S identity();

  /**
   * Adds an event.
   *
   * @param value its argument, not null; null for {@code count(*)}
   */
  void add(S state, Event event, Object value);

  /** Takes back an event that was added; only bounded windows need it. */
  default void subtract(S state, Event event, Object value) {
    throw new UnsupportedOperationException(this + " keeps too little to take an event back.");
  }

  /** Adds all events of the other state, which keeps its value. */
  void merge(S state, S other);

  /** The SQL value, null where SQL has NULL. */
  Object result(S state);

  /** Whether a stored state is one of this aggregate's. */
  boolean owns(Accumulator state);
}
