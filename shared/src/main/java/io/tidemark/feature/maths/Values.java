package io.tidemark.feature.maths;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Comparator;

/** Order, canonical form and self-describing binary form of the values that events carry. */
final class Values {

  /** SQL's order of two values of the same class. */
  static final Comparator<Object> ORDER = Values::compare;

  private static final int NULL = 0;
  private static final int FALSE = 1;
  private static final int TRUE = 2;
  private static final int INTEGER = 3;
  private static final int LONG = 4;
  private static final int FLOAT = 5;
  private static final int DOUBLE = 6;
  private static final int DECIMAL = 7;
  private static final int STRING = 8;
  private static final int BYTES = 9;
  private static final int DATED = 10;

  private Values() {}

  @SuppressWarnings("unchecked")
  static int compare(Object a, Object b) {
    if (a instanceof String string) {
      return compareCodePoints(string, (String) b);
    }
    if (a instanceof byte[] bytes) {
      return Arrays.compareUnsigned(bytes, (byte[]) b);
    }
    return ((Comparable<Object>) a).compareTo(b);
  }

  /** Order by code point, which is that of unsigned UTF-8 bytes and not that of UTF-16 units. */
  static int compareCodePoints(String a, String b) {
    int length = Math.min(a.length(), b.length());
    for (int i = 0; i < length; i++) {
      char x = a.charAt(i);
      char y = b.charAt(i);
      if (x != y) {
        return Integer.compare(rank(x), rank(y));
      }
    }
    return Integer.compare(a.length(), b.length());
  }

  /** Lifts surrogates, halves of code points from U+10000 up, above the other units. */
  private static int rank(char unit) {
    return Character.isSurrogate(unit) ? unit + 0x10000 : unit;
  }

  /** One object for all values that SQL holds equal: no -0.0, one NaN, one scale. */
  static Object canonical(Object value, ValueType type) {
    return switch (type.kind()) {
      case DOUBLE -> canonical((Double) value);
      case FLOAT -> canonical((Float) value);
      case DECIMAL -> ((BigDecimal) value).setScale(type.scale());
      default -> value;
    };
  }

  private static Double canonical(Double value) {
    if (value == 0) {
      return 0.0;
    }
    return value.isNaN() ? (Double) Double.NaN : value;
  }

  private static Float canonical(Float value) {
    if (value == 0) {
      return 0.0f;
    }
    return value.isNaN() ? (Float) Float.NaN : value;
  }

  static void write(DataOutput out, Object value) throws IOException {
    if (value == null) {
      out.writeByte(NULL);
    } else if (value instanceof Boolean bool) {
      out.writeByte(bool ? TRUE : FALSE);
    } else if (value instanceof String string) {
      out.writeByte(STRING);
      Binary.writeString(out, string);
    } else if (value instanceof byte[] bytes) {
      out.writeByte(BYTES);
      Binary.writeBytes(out, bytes);
    } else if (value instanceof Dated dated) {
      out.writeByte(DATED);
      dated.write(out);
    } else {
      writeNumber(out, value);
    }
  }

  private static void writeNumber(DataOutput out, Object value) throws IOException {
    if (value instanceof Integer number) {
      out.writeByte(INTEGER);
      Binary.writeSigned(out, number);
    } else if (value instanceof Long number) {
      out.writeByte(LONG);
      Binary.writeSigned(out, number);
    } else if (value instanceof Float number) {
      out.writeByte(FLOAT);
      out.writeInt(Float.floatToRawIntBits(number));
    } else if (value instanceof Double number) {
      out.writeByte(DOUBLE);
      out.writeLong(Double.doubleToRawLongBits(number));
    } else if (value instanceof BigDecimal number) {
      out.writeByte(DECIMAL);
      Binary.writeSigned(out, number.scale());
      Binary.writeBytes(out, number.unscaledValue().toByteArray());
    } else {
      throw new IllegalArgumentException("An event cannot carry a " + value.getClass().getName());
    }
  }

  static Object read(DataInput in) throws IOException {
    int tag = in.readUnsignedByte();
    return switch (tag) {
      case NULL -> null;
      case FALSE -> Boolean.FALSE;
      case TRUE -> Boolean.TRUE;
      case INTEGER -> (int) Binary.readSigned(in);
      case LONG -> Binary.readSigned(in);
      case FLOAT -> Float.intBitsToFloat(in.readInt());
      case DOUBLE -> Double.longBitsToDouble(in.readLong());
      case DECIMAL -> readDecimal(in);
      case STRING -> Binary.readString(in);
      case BYTES -> Binary.readBytes(in);
      case DATED -> Dated.read(in);
      default -> throw new IOException("Unknown kind of value " + tag + ": damaged state.");
    };
  }

  private static BigDecimal readDecimal(DataInput in) throws IOException {
    int scale = (int) Binary.readSigned(in);
    return new BigDecimal(new BigInteger(Binary.readBytes(in)), scale);
  }
}
