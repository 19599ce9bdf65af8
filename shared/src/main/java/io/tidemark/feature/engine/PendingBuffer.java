package io.tidemark.feature.engine;

import java.util.ArrayDeque;
import java.util.PriorityQueue;

/**
 * A priority queue of arrivals whose time has not passed. Those that come in order go to a deque,
 * which costs O(1); only the others pay for a heap. Order is that of {@link EventArrival#compare}.
 */
final class PendingBuffer {

  static final long NONE = Long.MAX_VALUE;

  private final ArrayDeque<EventArrival> ordered = new ArrayDeque<>(2);
  private final PriorityQueue<EventArrival> disordered =
      new PriorityQueue<>(1, EventArrival::compare);

  int size() {
    return ordered.size() + disordered.size();
  }

  boolean isEmpty() {
    return ordered.isEmpty() && disordered.isEmpty();
  }

  /** Time of the first arrival, {@link #NONE} if there is none. */
  long firstTime() {
    EventArrival first = first();
    return first == null ? NONE : first.time();
  }

  void add(EventArrival arrival) {
    EventArrival last = ordered.peekLast();
    if (last == null || EventArrival.compare(last, arrival) <= 0) {
      ordered.addLast(arrival);
    } else {
      disordered.add(arrival);
    }
  }

  /** Takes the first arrival out. */
  EventArrival take() {
    EventArrival first = first();
    return first == ordered.peekFirst() ? ordered.pollFirst() : disordered.poll();
  }

  void write(ByteWriter out, EventCodec codec) {
    out.unsigned(size());
    ordered.forEach(arrival -> write(out, codec, arrival));
    disordered.forEach(arrival -> write(out, codec, arrival));
  }

  static PendingBuffer read(ByteReader in, EventCodec codec) {
    PendingBuffer pending = new PendingBuffer();
    int size = in.size();
    for (int i = 0; i < size; i++) {
      pending.add(codec.readArrival(in, in.signed()));
    }
    return pending;
  }

  private static void write(ByteWriter out, EventCodec codec, EventArrival arrival) {
    out.signed(arrival.time());
    codec.writeArrival(out, arrival);
  }

  private EventArrival first() {
    EventArrival a = ordered.peekFirst();
    EventArrival b = disordered.peek();
    if (a == null || b == null) {
      return a == null ? b : a;
    }
    return EventArrival.compare(a, b) <= 0 ? a : b;
  }
}
