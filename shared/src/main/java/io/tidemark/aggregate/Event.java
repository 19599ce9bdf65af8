package io.tidemark.aggregate;

import java.util.Arrays;

/** What an aggregate may know of an event beside its value: its place among the entity's events. */
public interface Event {

  /** Event time, epoch milliseconds. */
  long time();

  /** Its id in UTF-8; never modified. */
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
