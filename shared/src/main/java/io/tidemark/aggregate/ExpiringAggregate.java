package io.tidemark.aggregate;

/**
 * An aggregate whose oldest events can be let go: its state is that of the events that may still
 * matter, among them none that a newer one outdoes. The state of the later events is a function of
 * the state of all, and the event that leaves need not be seen again.
 *
 * @param <S> the state, changed in place
 */
public interface ExpiringAggregate<S> extends Aggregate<S> {

  /**
   * Lets go of all events before that time.
   *
   * @param from epoch milliseconds
   */
  void expire(S state, long from);
}
