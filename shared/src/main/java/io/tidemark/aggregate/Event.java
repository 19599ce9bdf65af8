package io.tidemark.aggregate;

import java.util.Arrays;

/**
 * An event as an {@link Aggregate} sees it beside its value: its position among the events of the
 * entity. The feature engine's arrivals implement it.
 */
public interface Event {

  /** Event time, epoch milliseconds. */
  long time();

  /** Id of the event in UTF-8; never modified. */
  byte[] id();

  /** Position of its stream in the feature set. */
  int stream();

  /** Order of events by (time, id, stream), which is also their identity: zero for one event. */
  static int compare(Event a, Event b) {
    int order = Long.compare(a.time(), b.time());
    if (order == 0) {
      order = Arrays.compareUnsigned(a.id(), b.id());
    }
    return order != 0 ? order : Integer.compare(a.stream(), b.stream());
  }
}
