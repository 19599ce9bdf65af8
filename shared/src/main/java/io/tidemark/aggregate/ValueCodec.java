package io.tidemark.aggregate;

import io.tidemark.aggregate.number.BinaryCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;

/**
 * Order, equality, hash and binary form of the values of one {@link ValueType}. A <i>key</i> is the
 * form of a value whose {@code equals} and {@code hashCode} agree with SQL equality.
 */
abstract class ValueCodec implements Comparator<Object> {

  static ValueCodec of(ValueType type) {
    return switch (type.kind()) {
      case BOOLEAN -> new OfBoolean();
      case INT, DATE -> new OfInteger();
      case BIGINT, TIMESTAMP, TIMESTAMP_LTZ -> new OfLong();
      case FLOAT -> new OfFloat();
      case DOUBLE -> new OfDouble();
      case DECIMAL -> new OfDecimal(type.scale());
      case STRING -> new OfString();
      case BYTES -> new OfBytes();
      case ARRAY, MAP -> throw new IllegalArgumentException(type + " is no single value.");
    };
  }

  /** The value as it is kept: a DECIMAL at the scale of its type. */
  Object kept(Object value) {
    return value;
  }

  Object key(Object value) {
    return value;
  }

  Object value(Object key) {
    return key;
  }

  /** Order of keys. */
  @Override
  @SuppressWarnings("unchecked")
  public int compare(Object key, Object other) {
    return ((Comparable<Object>) key).compareTo(other);
  }

  /** 64 bits that depend on the key alone, the same in every version. */
  abstract long hash(Object key);

  abstract void write(Object value, DataOutput out) throws IOException;

  abstract Object read(DataInput in) throws IOException;

  private static final class OfBoolean extends ValueCodec {

    @Override
    long hash(Object key) {
      return XxHash64.of((Boolean) key ? 1 : 0);
    }

    @Override
    void write(Object value, DataOutput out) throws IOException {
      out.writeBoolean((Boolean) value);
    }

    @Override
    Object read(DataInput in) throws IOException {
      return in.readBoolean();
    }
  }

  private static final class OfInteger extends ValueCodec {

    @Override
    long hash(Object key) {
      return XxHash64.of((Integer) key);
    }

    @Override
    void write(Object value, DataOutput out) throws IOException {
      BinaryCodec.writeSigned(out, (Integer) value);
    }

    @Override
    Object read(DataInput in) throws IOException {
      return (int) BinaryCodec.readSigned(in);
    }
  }

  private static final class OfLong extends ValueCodec {

    @Override
    long hash(Object key) {
      return XxHash64.of((Long) key);
    }

    @Override
    void write(Object value, DataOutput out) throws IOException {
      BinaryCodec.writeSigned(out, (Long) value);
    }

    @Override
    Object read(DataInput in) throws IOException {
      return BinaryCodec.readSigned(in);
    }
  }

  private static final class OfFloat extends ValueCodec {

    @Override
    Object key(Object value) {
      Float number = (Float) value;
      if (number == 0) {
        return 0.0f;
      }
      return number.isNaN() ? (Float) Float.NaN : number;
    }

    @Override
    long hash(Object key) {
      return XxHash64.of(Double.doubleToLongBits((Float) key));
    }

    @Override
    void write(Object value, DataOutput out) throws IOException {
      out.writeInt(Float.floatToRawIntBits((Float) value));
    }

    @Override
    Object read(DataInput in) throws IOException {
      return Float.intBitsToFloat(in.readInt());
    }
  }

  private static final class OfDouble extends ValueCodec {

    @Override
    Object key(Object value) {
      Double number = (Double) value;
      if (number == 0) {
        return 0.0;
      }
      return number.isNaN() ? (Double) Double.NaN : number;
    }

    @Override
    long hash(Object key) {
      return XxHash64.of(Double.doubleToLongBits((Double) key));
    }

    @Override
    void write(Object value, DataOutput out) throws IOException {
      out.writeLong(Double.doubleToRawLongBits((Double) value));
    }

    @Override
    Object read(DataInput in) throws IOException {
      return Double.longBitsToDouble(in.readLong());
    }
  }

  private static final class OfDecimal extends ValueCodec {

    private final int scale;

    OfDecimal(int scale) {
      this.scale = scale;
    }

    @Override
    Object kept(Object value) {
      BigDecimal number = (BigDecimal) value;
      return number.scale() == scale ? number : number.setScale(scale);
    }

    @Override
    Object key(Object value) {
      return kept(value);
    }

    @Override
    long hash(Object key) {
      return XxHash64.of(((BigDecimal) key).unscaledValue().toByteArray());
    }

    @Override
    void write(Object value, DataOutput out) throws IOException {
      BinaryCodec.writeBytes(out, ((BigDecimal) value).unscaledValue().toByteArray());
    }

    @Override
    Object read(DataInput in) throws IOException {
      BigInteger unscaled = BinaryCodec.readInteger(in);
      return new BigDecimal(unscaled, scale);
    }
  }

  private static final class OfString extends ValueCodec {

    @Override
    public int compare(Object key, Object other) {
      return CodePointComparator.compare((String) key, (String) other);
    }

    @Override
    long hash(Object key) {
      return XxHash64.of(((String) key).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    void write(Object value, DataOutput out) throws IOException {
      BinaryCodec.writeString(out, (String) value);
    }

    @Override
    Object read(DataInput in) throws IOException {
      return BinaryCodec.readString(in);
    }
  }

  private static final class OfBytes extends ValueCodec {

    @Override
    Object key(Object value) {
      return new BytesKey((byte[]) value);
    }

    @Override
    Object value(Object key) {
      return ((BytesKey) key).bytes();
    }

    @Override
    long hash(Object key) {
      return XxHash64.of(((BytesKey) key).bytes());
    }

    @Override
    void write(Object value, DataOutput out) throws IOException {
      BinaryCodec.writeBytes(out, (byte[]) value);
    }

    @Override
    Object read(DataInput in) throws IOException {
      return BinaryCodec.readBytes(in);
    }
  }
}
