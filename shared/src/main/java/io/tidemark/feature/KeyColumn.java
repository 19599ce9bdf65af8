package io.tidemark.feature;

import java.io.IOException;
import java.io.Serializable;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.table.data.binary.BinaryStringData;
import org.apache.flink.table.runtime.typeutils.InternalSerializers;
import org.apache.flink.table.types.logical.LogicalType;

/**
 * The bytes of one column of an entity: few, and none is the beginning of another's, so that
 * columns can stand one behind the other. Whole numbers are those of Protocol Buffers.
 */
interface KeyColumn extends Serializable {

  void write(Object value, DataOutputView out) throws IOException;

  Object read(DataInputView in) throws IOException;

  static KeyColumn of(LogicalType type) {
    return switch (type.getTypeRoot()) {
      case BIGINT -> new Longs();
      case INTEGER, DATE -> new Integers();
      case CHAR, VARCHAR -> new Strings();
      default -> new Others(InternalSerializers.create(type));
    };
  }

  /** BIGINT. */
  record Longs() implements KeyColumn {
    @Override
    public void write(Object value, DataOutputView out) throws IOException {
      writeSigned((Long) value, out);
    }

    @Override
    public Object read(DataInputView in) throws IOException {
      return readSigned(in);
    }
  }

  /** INT and DATE. */
  record Integers() implements KeyColumn {
    @Override
    public void write(Object value, DataOutputView out) throws IOException {
      writeSigned((Integer) value, out);
    }

    @Override
    public Object read(DataInputView in) throws IOException {
      return (int) readSigned(in);
    }
  }

  /** STRING: its length and its UTF-8. */
  record Strings() implements KeyColumn {
    @Override
    public void write(Object value, DataOutputView out) throws IOException {
      byte[] bytes = ((BinaryStringData) value).toBytes();
      writeUnsigned(bytes.length, out);
      out.write(bytes);
    }

    @Override
    public Object read(DataInputView in) throws IOException {
      byte[] bytes = new byte[(int) readUnsigned(in)];
      in.readFully(bytes);
      return BinaryStringData.fromBytes(bytes);
    }
  }

  /** The rest, as Flink writes them. */
  record Others(TypeSerializer<Object> serializer) implements KeyColumn {
    @Override
    public void write(Object value, DataOutputView out) throws IOException {
      serializer.serialize(value, out);
    }

    @Override
    public Object read(DataInputView in) throws IOException {
      return serializer.deserialize(in);
    }
  }

  private static void writeSigned(long value, DataOutputView out) throws IOException {
    writeUnsigned(value << 1 ^ value >> 63, out);
  }

  private static long readSigned(DataInputView in) throws IOException {
    long zigzag = readUnsigned(in);
    return zigzag >>> 1 ^ -(zigzag & 1);
  }

  private static void writeUnsigned(long value, DataOutputView out) throws IOException {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      out.writeByte((int) (rest & 0x7F | 0x80));
      rest >>>= 7;
    }
    out.writeByte((int) rest);
  }

  private static long readUnsigned(DataInputView in) throws IOException {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = in.readByte();
      value |= (next & 0x7FL) << shift;
      if (next >= 0) {
        return value;
      }
    }
  }
}
