package io.tidemark.feature.maths;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** A value with the place of its event, so that the first and the last value can be told. */
record Dated(long time, String id, int stream, Object value) implements Comparable<Dated> {

  static Dated of(Event event, Object value) {
    return new Dated(event.time(), event.id(), event.stream(), value);
  }

  @Override
  public int compareTo(Dated other) {
    int order = Long.compare(time, other.time);
    if (order == 0) {
      order = Values.compareCodePoints(id, other.id);
    }
    if (order == 0) {
      order = Integer.compare(stream, other.stream);
    }
    return order != 0 ? order : Values.compare(value, other.value);
  }

  void write(DataOutput out) throws IOException {
    Binary.writeSigned(out, time);
    Binary.writeString(out, id);
    Binary.writeSigned(out, stream);
    Values.write(out, value);
  }

  static Dated read(DataInput in) throws IOException {
    long time = Binary.readSigned(in);
    String id = Binary.readString(in);
    int stream = (int) Binary.readSigned(in);
    return new Dated(time, id, stream, Values.read(in));
  }
}
