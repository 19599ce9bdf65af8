package io.tidemark.feature;

import io.tidemark.aggregate.number.BinaryCodec;
import java.io.IOException;
import java.io.Serializable;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.table.data.binary.BinaryStringData;
import org.apache.flink.table.runtime.typeutils.InternalSerializers;
import org.apache.flink.table.types.logical.LogicalType;

/**
 * The binary form of one column of an entity in {@link EntityKeySerializer}. No value's bytes are a
 * prefix of another's, so columns need no separator.
 */
interface KeyColumnCodec extends Serializable {

  void write(Object value, DataOutputView out) throws IOException;

  Object read(DataInputView in) throws IOException;

  static KeyColumnCodec of(LogicalType type) {
    return switch (type.getTypeRoot()) {
      case BIGINT -> new Longs();
      case INTEGER, DATE -> new Integers();
      case CHAR, VARCHAR -> new Strings();
      default -> new Others(InternalSerializers.create(type));
    };
  }

  /** BIGINT. */
  record Longs() implements KeyColumnCodec {
    @Override
    public void write(Object value, DataOutputView out) throws IOException {
      BinaryCodec.writeSigned(out, (Long) value);
    }

    @Override
    public Object read(DataInputView in) throws IOException {
      return BinaryCodec.readSigned(in);
    }
  }

  /** INT and DATE. */
  record Integers() implements KeyColumnCodec {
    @Override
    public void write(Object value, DataOutputView out) throws IOException {
      BinaryCodec.writeSigned(out, (Integer) value);
    }

    @Override
    public Object read(DataInputView in) throws IOException {
      return (int) BinaryCodec.readSigned(in);
    }
  }

  /** STRING: its length and its UTF-8. */
  record Strings() implements KeyColumnCodec {
    @Override
    public void write(Object value, DataOutputView out) throws IOException {
      BinaryCodec.writeBytes(out, ((BinaryStringData) value).toBytes());
    }

    @Override
    public Object read(DataInputView in) throws IOException {
      return BinaryStringData.fromBytes(BinaryCodec.readBytes(in));
    }
  }

  /** The rest, as Flink writes them. */
  record Others(TypeSerializer<Object> serializer) implements KeyColumnCodec {
    @Override
    public void write(Object value, DataOutputView out) throws IOException {
      serializer.serialize(value, out);
    }

    @Override
    public Object read(DataInputView in) throws IOException {
      return serializer.deserialize(in);
    }
  }
}
