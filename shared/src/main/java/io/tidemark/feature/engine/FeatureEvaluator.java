package io.tidemark.feature.engine;

import io.tidemark.aggregate.Aggregate;
import io.tidemark.aggregate.AggregateRegistry;
import io.tidemark.aggregate.ExpiringAggregate;
import io.tidemark.aggregate.InvertibleAggregate;
import io.tidemark.aggregate.RescanningAggregate;
import java.io.IOException;

/**
 * Runs one feature's aggregate over the states of a {@link WindowGroup}: selects the events that
 * count, and adds, subtracts or expires them.
 */
final class FeatureEvaluator {

  private final int index; // position in a row
  private final int stream;
  private final int condition;
  private final int argument;
  private final Aggregate<Object> aggregate;
  private final InvertibleAggregate<Object> invertible; // null if it is none
  private final ExpiringAggregate<Object> expiring; // null if it is none
  private final RescanningAggregate<Object> rescanning; // null if it is none

  FeatureEvaluator(int index, FeatureSpec feature) {
    this.index = index;
    this.stream = feature.stream();
    this.condition = feature.condition();
    this.argument = feature.argument();
    this.aggregate =
        untyped(
            feature.bounded()
                ? AggregateRegistry.inWindow(feature.call())
                : AggregateRegistry.overHistory(feature.call()));
    this.invertible = aggregate instanceof InvertibleAggregate<Object> s ? s : null;
    this.expiring = aggregate instanceof ExpiringAggregate<Object> e ? e : null;
    this.rescanning = aggregate instanceof RescanningAggregate<Object> r ? r : null;
  }

  boolean refills() {
    return rescanning != null;
  }

  boolean subtracts() {
    return invertible != null;
  }

  boolean expires() {
    return expiring != null;
  }

  Object identity() {
    return aggregate.identity();
  }

  /** Whether the event counted. */
  boolean enter(Object state, EventArrival event) {
    if (stream >= 0 && stream != event.stream()) {
      return false;
    }
    Object[] values = event.values();
    if (condition >= 0 && !Boolean.TRUE.equals(values[condition])) {
      return false;
    }
    Object value = null;
    if (argument >= 0) {
      value = values[argument];
      if (value == null) {
        return false;
      }
    }
    aggregate.add(state, event, value);
    return true;
  }

  void leave(Object state, EventArrival event) {
    if (stream >= 0 && stream != event.stream()) {
      return;
    }
    Object[] values = event.values();
    if (condition >= 0 && !Boolean.TRUE.equals(values[condition])) {
      return;
    }
    Object value = argument >= 0 ? values[argument] : null;
    if (argument < 0 || value != null) {
      invertible.subtract(state, event, value);
    }
  }

  /**
   * Lets go of the events before that time, and looks at the window again if it has to.
   *
   * @param cursor the feature's own, nowhere behind the first event that it may have to find
   */
  void expire(Object state, long from, LogCursor cursor) {
    expiring.expire(state, from);
    if (rescanning != null && rescanning.lacks(state)) {
      refill(state, from, cursor);
    }
  }

  /** Adds the first event that counts, and with it all of its time, among which none is first. */
  private void refill(Object state, long from, LogCursor cursor) {
    cursor.seek(from);
    long found = EventLog.END;
    while (cursor.time() != EventLog.END && (rescanning.lacks(state) || cursor.time() == found)) {
      found = cursor.time();
      enter(state, cursor.take());
    }
    if (rescanning.lacks(state)) {
      rescanning.exhaust(state);
    }
  }

  void result(Object state, long time, Object[] row) {
    row[index] = aggregate.result(state, time);
  }

  void write(Object state, ByteWriter out) throws IOException {
    out.unsigned(aggregate.version());
    aggregate.write(state, out);
  }

  Object read(ByteReader in) throws IOException {
    int version = in.size();
    return aggregate.read(in, version);
  }

  /** The plan pairs each aggregate with the states that it made itself. */
  @SuppressWarnings("unchecked")
  private static Aggregate<Object> untyped(Aggregate<?> aggregate) {
    return (Aggregate<Object>) aggregate;
  }
}
