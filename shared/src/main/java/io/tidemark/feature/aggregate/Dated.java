package io.tidemark.feature.aggregate;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * An event with its value.
 *
 * @param value null where there is none to know
 */
record Dated(long time, byte[] id, int stream, Object value) implements Event {

  static Dated of(Event event, Object value) {
    return new Dated(event.time(), event.id(), event.stream(), value);
  }

  void write(DataOutput out, Codec codec) throws IOException {
    Binary.writeSigned(out, time);
    Binary.writeBytes(out, id);
    Binary.writeUnsigned(out, stream);
    codec.write(value, out);
  }

  static Dated read(DataInput in, Codec codec) throws IOException {
    long time = Binary.readSigned(in);
    byte[] id = Binary.readBytes(in);
    return new Dated(time, id, Binary.readSize(in), codec.read(in));
  }
}
