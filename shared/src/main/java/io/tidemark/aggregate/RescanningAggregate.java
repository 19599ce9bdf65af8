package io.tidemark.aggregate;

/**
 * An expiring aggregate that keeps too little to know the next value: once its own events have
 * expired it asks for those of the window. The engine then adds the window's events, oldest first,
 * until nothing is lacking.
 *
 * @param <S> the state, changed in place
 */
public interface RescanningAggregate<S> extends ExpiringAggregate<S> {

  /** Whether the state needs the window's oldest events to be of use. */
  boolean lacks(S state);

  /** Says that the window has no more events: nothing is lacking. */
  void exhaust(S state);
}
