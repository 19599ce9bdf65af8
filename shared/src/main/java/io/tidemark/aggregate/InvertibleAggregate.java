package io.tidemark.aggregate;

/**
 * An aggregate from which events can be subtracted in any order: a group. It is subtract-on-evict;
 * the window reads each event that leaves once more from its log.
 *
 * @param <S> the state, changed in place
 */
public interface InvertibleAggregate<S> extends Aggregate<S> {

  /**
   * Takes back an event that was added.
   *
   * @param value as it was added
   */
  void subtract(S state, Event event, Object value);
}
