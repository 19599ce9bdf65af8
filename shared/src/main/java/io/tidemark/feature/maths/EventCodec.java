package io.tidemark.feature.maths;

import io.tidemark.aggregate.ValueType;
import java.util.Arrays;
import java.util.List;

/** The binary form of events, but for their time, which stands beside them. */
final class EventCodec {

  private final SlotCodec[] slots;

  EventCodec(List<ValueType> types) {
    slots = types.stream().map(SlotCodec::of).toArray(SlotCodec[]::new);
  }

  /** Writes an event without the coordinates of its arrival. */
  void writeEvent(ByteSink out, Arrival event) {
    out.sized(event.id());
    out.unsigned(event.stream());
    writeValues(out, event.values());
  }

  Arrival readEvent(ByteSource in, long time) {
    return new Arrival(time, in.sized(), in.size(), 0, 0, readValues(in));
  }

  void writeArrival(ByteSink out, Arrival arrival) {
    writeEvent(out, arrival);
    out.signed(arrival.partition());
    out.signed(arrival.offset());
  }

  Arrival readArrival(ByteSource in, long time) {
    byte[] id = in.sized();
    int stream = in.size();
    Object[] values = readValues(in);
    return new Arrival(time, id, stream, (int) in.signed(), in.signed(), values);
  }

  /** Whether two arrivals of an event are the same to every feature. */
  boolean isAlike(Arrival a, Arrival b) {
    return Arrays.equals(bytes(a), bytes(b));
  }

  private byte[] bytes(Arrival arrival) {
    ByteSink out = new ByteSink(64);
    writeValues(out, arrival.values());
    return out.toBytes();
  }

  private void writeValues(ByteSink out, Object[] values) {
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

  private Object[] readValues(ByteSource in) {
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
