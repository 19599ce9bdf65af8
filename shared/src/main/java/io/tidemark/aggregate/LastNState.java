package io.tidemark.aggregate;

import io.tidemark.aggregate.number.BinaryCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The n newest events with their values: LAST_N. An event that is not among them is older than each
 * of them, so it would have expired before they do and need not be kept.
 */
class LastNState implements AggregateState.Expiring<LastNState> {

  private final ValueCodec codec;
  private final int most;
  private final ArrayList<TimedValue> events = new ArrayList<>(); // oldest first

  LastNState(ValueCodec codec, int most) {
    this.codec = codec;
    this.most = most;
  }

  @Override
  public final void add(Event event, Object value) {
    if (!isTooOld(event)) {
      keep(TimedValue.of(event, codec.kept(value)));
    }
  }

  private boolean isTooOld(Event event) {
    return events.size() == most && Event.compare(event, events.get(0)) < 0;
  }

  private void keep(TimedValue event) {
    if (isTooOld(event) || !displaces(event, events)) {
      return;
    }
    int place = events.size();
    while (place > 0 && Event.compare(events.get(place - 1), event) > 0) {
      place--;
    }
    events.add(place, event);
    if (events.size() > most) {
      events.remove(0);
    }
  }

  /** Whether the event may be kept; takes those out that must not be kept beside it. */
  boolean displaces(TimedValue event, List<TimedValue> kept) {
    return true;
  }

  final ValueCodec codec() {
    return codec;
  }

  @Override
  public final void merge(LastNState other) {
    other.events.forEach(this::keep);
  }

  @Override
  public final void expire(long from) {
    int gone = 0;
    while (gone < events.size() && events.get(gone).time() < from) {
      gone++;
    }
    if (gone > 0) {
      events.subList(0, gone).clear();
    }
  }

  /** Newest first; null if there are none. */
  final List<Object> values() {
    if (events.isEmpty()) {
      return null;
    }
    List<Object> values = new ArrayList<>(events.size());
    for (int i = events.size() - 1; i >= 0; i--) {
      values.add(events.get(i).value());
    }
    return Collections.unmodifiableList(values);
  }

  @Override
  public final void write(DataOutput out) throws IOException {
    BinaryCodec.writeUnsigned(out, events.size());
    for (TimedValue event : events) {
      event.write(out, codec);
    }
  }

  @Override
  public final void read(DataInput in) throws IOException {
    int size = BinaryCodec.readSize(in);
    for (int i = 0; i < size; i++) {
      events.add(TimedValue.read(in, codec));
    }
  }
}
