package io.tidemark.aggregate;

/**
 * An aggregate whose events can be taken back in any order: a group.
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
