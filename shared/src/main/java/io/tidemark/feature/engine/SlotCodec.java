package io.tidemark.feature.engine;

import io.tidemark.aggregate.ValueType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/**
 * The binary form of the non-null values of one slot, chosen by {@link ValueType}; {@link
 * EventCodec} writes events with it.
 */
interface SlotCodec {

  void write(ByteWriter out, Object value);

  Object read(ByteReader in);

  /** The codec for values of that type. */
  static SlotCodec of(ValueType type) {
    return switch (type.kind()) {
      case BOOLEAN -> new Booleans();
      case INT, DATE -> new Integers();
      case BIGINT, TIMESTAMP, TIMESTAMP_LTZ -> new Longs();
      case FLOAT -> new Floats();
      case DOUBLE -> new Doubles();
      case DECIMAL -> new Decimals(type.scale());
      case STRING -> new Strings();
      case BYTES -> new ByteArrays();
      case ARRAY, MAP -> throw new IllegalArgumentException("No aggregate takes a " + type + ".");
    };
  }

  /** BOOLEAN. */
  record Booleans() implements SlotCodec {
    @Override
    public void write(ByteWriter out, Object value) {
      out.writeBoolean((Boolean) value);
    }

    @Override
    public Object read(ByteReader in) {
      return in.readBoolean();
    }
  }

  /** INT and DATE. */
  record Integers() implements SlotCodec {
    @Override
    public void write(ByteWriter out, Object value) {
      out.signed((Integer) value);
    }

    @Override
    public Object read(ByteReader in) {
      return (int) in.signed();
    }
  }

  /** BIGINT and timestamps. */
  record Longs() implements SlotCodec {
    @Override
    public void write(ByteWriter out, Object value) {
      out.signed((Long) value);
    }

    @Override
    public Object read(ByteReader in) {
      return in.signed();
    }
  }

  /** FLOAT, with all its bits. */
  record Floats() implements SlotCodec {
    @Override
    public void write(ByteWriter out, Object value) {
      out.writeFloat((Float) value);
    }

    @Override
    public Object read(ByteReader in) {
      return in.readFloat();
    }
  }

  /** DOUBLE, with all its bits. */
  record Doubles() implements SlotCodec {
    @Override
    public void write(ByteWriter out, Object value) {
      out.writeDouble((Double) value);
    }

    @Override
    public Object read(ByteReader in) {
      return in.readDouble();
    }
  }

  /** DECIMAL: its digits. */
  record Decimals(int scale) implements SlotCodec {
    @Override
    public void write(ByteWriter out, Object value) {
      BigInteger digits = ((BigDecimal) value).setScale(scale).unscaledValue();
      out.sized(digits.toByteArray());
    }

    @Override
    public Object read(ByteReader in) {
      return new BigDecimal(new BigInteger(in.sized()), scale);
    }
  }

  /** STRING. */
  record Strings() implements SlotCodec {
    @Override
    public void write(ByteWriter out, Object value) {
      out.sized(((String) value).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Object read(ByteReader in) {
      return in.text();
    }
  }

  /** BYTES. */
  record ByteArrays() implements SlotCodec {
    @Override
    public void write(ByteWriter out, Object value) {
      out.sized((byte[]) value);
    }

    @Override
    public Object read(ByteReader in) {
      return in.sized();
    }
  }
}
