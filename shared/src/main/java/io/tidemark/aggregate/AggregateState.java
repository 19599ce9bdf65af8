package io.tidemark.aggregate;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The state of an aggregate, changed in place.
 *
 * @param <S> itself
 */
interface AggregateState<S> {

  void add(Event event, Object value);

  void merge(S other);

  void write(DataOutput out) throws IOException;

  /** Reads into a state of no events. */
  void read(DataInput in) throws IOException;

  /** A state that an event can leave in any order. */
  interface Invertible<S> extends AggregateState<S> {

    void subtract(Event event, Object value);
  }

  /** A state whose oldest events can go. */
  interface Expiring<S> extends AggregateState<S> {

    void expire(long from);
  }

  /** A state that knows only the oldest event: once that has gone, it lacks the next. */
  interface Rescanning<S> extends Expiring<S> {

    boolean lacks();

    void exhaust();
  }
}
