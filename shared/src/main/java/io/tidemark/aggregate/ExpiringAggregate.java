package io.tidemark.aggregate;

/**
 * An aggregate that drops events by time: its state holds just the events that may still matter,
 * none of which a newer one outdoes. Events that leave need not be read again, unlike those of an
 * {@link InvertibleAggregate}.
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
