package io.tidemark.benchmarks.jmh;

import io.tidemark.aggregate.Aggregate;
import io.tidemark.aggregate.Event;
import io.tidemark.aggregate.ExpiringAggregate;
import io.tidemark.aggregate.InvertibleAggregate;
import io.tidemark.aggregate.RescanningAggregate;

/**
 * Sliding window of one {@link Aggregate} over the last {@value #SIZE} of an endless sequence of
 * events.
 *
 * @param <S> its state
 */
final class SlidingWindow<S> {

  static final int SIZE = 1_000;

  /** The values repeat after so many events; a power of two. */
  private static final int VALUES = 1 << 14;

  private final Aggregate<S> aggregate;
  private final Object[] values = new Object[VALUES];
  private final Numbered[] events = new Numbered[VALUES];

  private S state;
  private long head = SIZE;

  SlidingWindow(Aggregate<S> aggregate, SampleValueGenerator samples) {
    this.aggregate = aggregate;
    for (int i = 0; i < VALUES; i++) {
      values[i] = samples.value(i);
      events[i] = new Numbered(0, Integer.toString(i).getBytes(), 0);
    }
    this.state = filled(0);
  }

  /** An event a millisecond. */
  record Numbered(long time, byte[] id, int stream) implements Event {

    Numbered at(long now) {
      return new Numbered(now, id, stream);
    }
  }

  /** A new state of as many events as the window has, from that one on. */
  S filled(long first) {
    S filled = aggregate.identity();
    for (long number = first; number < first + SIZE; number++) {
      add(filled, number);
    }
    return filled;
  }

  /** Takes one event in and lets the oldest go. */
  S slide() {
    add(state, head++);
    leave(head - 1 - SIZE);
    return state;
  }

  /** The union of two full states. */
  S merged(S one, S other) {
    S merged = aggregate.identity();
    aggregate.merge(merged, one);
    aggregate.merge(merged, other);
    return merged;
  }

  Object result() {
    return aggregate.result(state, head);
  }

  private void add(S to, long number) {
    int place = (int) (number & (VALUES - 1));
    aggregate.add(to, events[place].at(number), values[place]);
  }

  private void leave(long number) {
    if (aggregate instanceof InvertibleAggregate<S> invertible) {
      int place = (int) (number & (VALUES - 1));
      invertible.subtract(state, events[place].at(number), values[place]);
    } else if (aggregate instanceof ExpiringAggregate<S> expiring) {
      expiring.expire(state, number + 1);
      refill(number + 1);
    }
  }

  private void refill(long oldest) {
    if (aggregate instanceof RescanningAggregate<S> rescanning) {
      for (long number = oldest; rescanning.lacks(state) && number < head; number++) {
        add(state, number);
      }
      if (rescanning.lacks(state)) {
        rescanning.exhaust(state);
      }
    }
  }
}
