package io.tidemark.aggregate;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * A commutative monoid over {@link Event}s: a state is a function of the set of events added to it,
 * not of their order. So a live row, a backfilled row and a row after a restore have the same
 * value, to the bit.
 *
 * <p>Such an aggregate serves all of history. To serve a window it also lets events go: it is
 * {@link InvertibleAggregate}, {@link ExpiringAggregate} or {@link RescanningAggregate}. Aggregates
 * have no state of their own; {@link io.tidemark.aggregate.testing.AggregateLaws} holds them to all
 * this.
 *
 * @param <S> the state, changed in place
 */
public interface Aggregate<S> {

  /** The state of no events. */
  S identity();

  /**
   * Adds an event.
   *
   * @param value its argument, not null; null for an aggregate over {@code *}
   */
  void add(S state, Event event, Object value);

  /** Adds all events of the other state, which keeps its value and shares nothing mutable. */
  void merge(S state, S other);

  /**
   * The SQL value, null where SQL has NULL.
   *
   * @param time time of the row that asks, epoch milliseconds; no event of the state is later
   * @return a value of the aggregate's result type; a {@link java.util.List} for an ARRAY, a sorted
   *     {@link java.util.Map} for a MAP; never modified later
   * @throws AggregateOverflowException where the value does not fit its type
   */
  Object result(S state, long time);

  /** Version of the binary form, from 1. */
  default int version() {
    return 1;
  }

  /** Writes the state: equal sets of events give equal bytes. */
  void write(S state, DataOutput out) throws IOException;

  /**
   * Reads what {@link #write} wrote.
   *
   * @param version that of the writer; an aggregate reads all versions it ever had
   * @throws IOException where the bytes are damaged or the version is unknown
   */
  S read(DataInput in, int version) throws IOException;
}
