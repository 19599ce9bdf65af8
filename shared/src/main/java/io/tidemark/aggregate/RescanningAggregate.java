package io.tidemark.aggregate;

/**
 * An aggregate that asks for its window's oldest events once its own are gone, for it kept too
 * little to know. Whoever moves the window adds them, oldest first, until nothing is lacking.
 *
 * @param <S> the state, changed in place
 */
public interface RescanningAggregate<S> extends ExpiringAggregate<S> {

  /** Whether the state needs the window's oldest events to be of use. */
  boolean lacks(S state);

  /** Says that the window has no more events: nothing is lacking. */
  void exhaust(S state);
}
