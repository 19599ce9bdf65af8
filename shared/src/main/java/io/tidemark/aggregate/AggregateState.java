package io.tidemark.aggregate;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The mutable state of a built-in aggregate, which does the work; {@link StateBackedAggregate}
 * gives it the public interface.
 *
 * @param <S> itself
 */
interface AggregateState<S> {

  void add(Event event, Object value);

  void merge(S other);

  void write(DataOutput out) throws IOException;

  /** Reads into a state of no events. */
  void read(DataInput in) throws IOException;

  /** The state of an {@link InvertibleAggregate}: events can be subtracted in any order. */
  interface Invertible<S> extends AggregateState<S> {

    void subtract(Event event, Object value);
  }

  /** The state of an {@link ExpiringAggregate}: it drops events by time. */
  interface Expiring<S> extends AggregateState<S> {

    void expire(long from);
  }

  /** The state of a {@link RescanningAggregate}: once its event has expired, it lacks the next. */
  interface Rescanning<S> extends Expiring<S> {

    boolean lacks();

    void exhaust();
  }
}
