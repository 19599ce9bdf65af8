package io.tidemark.feature.maths;

import java.util.ArrayDeque;
import java.util.PriorityQueue;

/** Arrivals whose time has not passed; those that come in order are cheap. */
final class Pending {

  static final long NONE = Long.MAX_VALUE;

  private final ArrayDeque<Arrival> ordered = new ArrayDeque<>(2);
  private final PriorityQueue<Arrival> disordered = new PriorityQueue<>(1, Arrival::compare);

  int size() {
    return ordered.size() + disordered.size();
  }

  boolean isEmpty() {
    return ordered.isEmpty() && disordered.isEmpty();
  }

  /** Time of the first arrival, {@link #NONE} if there is none. */
  long firstTime() {
    Arrival first = first();
    return first == null ? NONE : first.time();
  }

  void add(Arrival arrival) {
    Arrival last = ordered.peekLast();
    if (last == null || Arrival.compare(last, arrival) <= 0) {
      ordered.addLast(arrival);
    } else {
      disordered.add(arrival);
    }
  }

  /** Takes the first arrival out. */
  Arrival take() {
    Arrival first = first();
    return first == ordered.peekFirst() ? ordered.pollFirst() : disordered.poll();
  }

  void write(ByteSink out, EventCodec codec) {
    out.unsigned(size());
    ordered.forEach(arrival -> write(out, codec, arrival));
    disordered.forEach(arrival -> write(out, codec, arrival));
  }

  static Pending read(ByteSource in, EventCodec codec) {
    Pending pending = new Pending();
    int size = in.size();
    for (int i = 0; i < size; i++) {
      pending.add(codec.readArrival(in, in.signed()));
    }
    return pending;
  }

  private static void write(ByteSink out, EventCodec codec, Arrival arrival) {
    out.signed(arrival.time());
    codec.writeArrival(out, arrival);
  }

  private Arrival first() {
    Arrival a = ordered.peekFirst();
    Arrival b = disordered.peek();
    if (a == null || b == null) {
      return a == null ? b : a;
    }
    return Arrival.compare(a, b) <= 0 ? a : b;
  }
}
