package io.tidemark.aggregate;

import io.tidemark.aggregate.number.BinaryCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * An event together with its value, as the states of {@link FirstLastAggregates} keep it.
 *
 * @param value null where there is none to know
 */
record TimedValue(long time, byte[] id, int stream, Object value) implements Event {

  static TimedValue of(Event event, Object value) {
    return new TimedValue(event.time(), event.id(), event.stream(), value);
  }

  void write(DataOutput out, ValueCodec codec) throws IOException {
    BinaryCodec.writeSigned(out, time);
    BinaryCodec.writeBytes(out, id);
    BinaryCodec.writeUnsigned(out, stream);
    codec.write(value, out);
  }

  static TimedValue read(DataInput in, ValueCodec codec) throws IOException {
    long time = BinaryCodec.readSigned(in);
    byte[] id = BinaryCodec.readBytes(in);
    return new TimedValue(time, id, BinaryCodec.readSize(in), codec.read(in));
  }
}
