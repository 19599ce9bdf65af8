package io.tidemark.feature.maths;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Events in their order, in a ring: cheap to append to, to take from the front of, to search. */
final class EventLog {

  private static final int LEAST_CAPACITY = 2; // a power of two, as all capacities

  private Event[] ring = new Event[LEAST_CAPACITY];
  private int first;
  private int size;

  int size() {
    return size;
  }

  boolean isEmpty() {
    return size == 0;
  }

  Event get(int index) {
    return ring[slot(index)];
  }

  /** Puts an arrival in its place and returns that. */
  int insert(Event event) {
    if (size == ring.length) {
      resize(size * 2);
    }
    int place = placeOf(event);
    if (place < size / 2) {
      first = slot(-1);
      size++;
      for (int i = 0; i < place; i++) {
        ring[slot(i)] = ring[slot(i + 1)];
      }
    } else {
      size++;
      for (int i = size - 1; i > place; i--) {
        ring[slot(i)] = ring[slot(i - 1)];
      }
    }
    ring[slot(place)] = event;
    return place;
  }

  /** Whether an arrival of that event is here. */
  boolean holds(Event event) {
    if (isEmpty() || get(size - 1).time() < event.time()) {
      return false;
    }
    int low = 0;
    int high = size - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = Event.compare(get(middle), event);
      if (order == 0) {
        return true;
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return false;
  }

  /** Number of events before that time. */
  int before(long time) {
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (get(middle).time() < time) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Number of events at or before that time. */
  int through(long time) {
    return time == Long.MAX_VALUE ? size : before(time + 1);
  }

  void removeFirst(int count) {
    for (int i = 0; i < count; i++) {
      ring[slot(i)] = null;
    }
    first = slot(count);
    size -= count;
    if (size < ring.length / 8) {
      resize(Math.max(LEAST_CAPACITY, ring.length / 4));
    }
  }

  EventLog copy() {
    EventLog copy = new EventLog();
    copy.ring = ring.clone();
    copy.first = first;
    copy.size = size;
    return copy;
  }

  void write(DataOutput out) throws IOException {
    Binary.writeUnsigned(out, size);
    long time = 0;
    for (int i = 0; i < size; i++) {
      Event event = get(i);
      Binary.writeSigned(out, event.time() - time);
      time = event.time();
      writeEvent(out, event);
    }
  }

  static EventLog read(DataInput in) throws IOException {
    EventLog log = new EventLog();
    int size = Binary.readSize(in);
    long time = 0;
    for (int i = 0; i < size; i++) {
      time += Binary.readSigned(in);
      log.insert(readEvent(in, time));
    }
    return log;
  }

  private static void writeEvent(DataOutput out, Event event) throws IOException {
    Binary.writeString(out, event.id());
    Binary.writeSigned(out, event.stream());
    Binary.writeSigned(out, event.partition());
    Binary.writeSigned(out, event.offset());
    Binary.writeUnsigned(out, event.values().length);
    for (Object value : event.values()) {
      Values.write(out, value);
    }
  }

  private static Event readEvent(DataInput in, long time) throws IOException {
    String id = Binary.readString(in);
    int stream = (int) Binary.readSigned(in);
    int partition = (int) Binary.readSigned(in);
    long offset = Binary.readSigned(in);
    Object[] values = new Object[Binary.readSize(in)];
    for (int i = 0; i < values.length; i++) {
      values[i] = Values.read(in);
    }
    return new Event(time, id, stream, partition, offset, values);
  }

  private int placeOf(Event event) {
    if (isEmpty() || Event.compareArrivals(get(size - 1), event) <= 0) {
      return size;
    }
    int low = 0;
    int high = size - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (Event.compareArrivals(get(middle), event) <= 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private int slot(int index) {
    return (first + index) & (ring.length - 1);
  }

  private void resize(int capacity) {
    Event[] next = new Event[capacity];
    for (int i = 0; i < size; i++) {
      next[i] = get(i);
    }
    ring = next;
    first = 0;
  }
}
