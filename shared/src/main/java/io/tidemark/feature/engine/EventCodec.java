package io.tidemark.feature.engine;

import io.tidemark.aggregate.ValueType;
import java.util.Arrays;
import java.util.List;

/**
 * The binary form of an event's id, stream and slots, by {@link SlotCodec}. Its time is written
 * apart, since a block stores differences.
 */
final class EventCodec {

  private final SlotCodec[] slots;

  EventCodec(List<ValueType> types) {
    slots = types.stream().map(SlotCodec::of).toArray(SlotCodec[]::new);
  }

  /** Writes an event without the coordinates of its arrival. */
  void writeEvent(ByteWriter out, EventArrival event) {
    out.sized(event.id());
    out.unsigned(event.stream());
    writeValues(out, event.values());
  }

  EventArrival readEvent(ByteReader in, long time) {
    return new EventArrival(time, in.sized(), in.size(), 0, 0, readValues(in));
  }

  void writeArrival(ByteWriter out, EventArrival arrival) {
    writeEvent(out, arrival);
    out.signed(arrival.partition());
    out.signed(arrival.offset());
  }

  EventArrival readArrival(ByteReader in, long time) {
    byte[] id = in.sized();
    int stream = in.size();
    Object[] values = readValues(in);
    return new EventArrival(time, id, stream, (int) in.signed(), in.signed(), values);
  }

  /** Whether two arrivals of an event are the same to every feature. */
  boolean isAlike(EventArrival a, EventArrival b) {
    return Arrays.equals(bytes(a), bytes(b));
  }

  private byte[] bytes(EventArrival arrival) {
    ByteWriter out = new ByteWriter(64);
    writeValues(out, arrival.values());
    return out.toBytes();
  }

  private void writeValues(ByteWriter out, Object[] values) {
    for (int first = 0; first < slots.length; first += Byte.SIZE) {
      int last = Math.min(first + Byte.SIZE, slots.length);
      out.write(present(values, first, last));
      for (int i = first; i < last; i++) {
        if (values[i] != null) {
          slots[i].write(out, values[i]);
        }
      }
    }
  }

  private Object[] readValues(ByteReader in) {
    Object[] values = new Object[slots.length];
    for (int first = 0; first < slots.length; first += Byte.SIZE) {
      int last = Math.min(first + Byte.SIZE, slots.length);
      int present = in.readByte();
      for (int i = first; i < last; i++) {
        if ((present & 1 << i - first) != 0) {
          values[i] = slots[i].read(in);
        }
      }
    }
    return values;
  }

  private static int present(Object[] values, int first, int last) {
    int present = 0;
    for (int i = first; i < last; i++) {
      present |= values[i] == null ? 0 : 1 << i - first;
    }
    return present;
  }
}
