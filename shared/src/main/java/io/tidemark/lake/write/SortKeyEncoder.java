package io.tidemark.lake.write;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;
import org.apache.iceberg.NullOrder;
import org.apache.iceberg.SortDirection;
import org.apache.iceberg.util.ZOrderByteUtils;

/**
 * Encodes values as bytes that compare, unsigned and from the left, as the values do. Integers take
 * as few bytes as they can behind one that tells how many, since Flink's sorter compares the first
 * sixteen bytes alone if these differ. Floating-point numbers are as in Iceberg's {@link
 * ZOrderByteUtils}. Texts end with two bytes that are less than any that go on. So no key is the
 * prefix of another. {@link SortKeySelector} uses it.
 */
final class SortKeyEncoder {

  private static final int NULL_FIRST = 0;
  private static final int NULL_LAST = 255;
  private static final int NO_NULL = 1;

  /** Of no bytes: 0; one more for each byte of a greater number, one less for each of a lesser. */
  private static final int LENGTH_OF_ZERO = 64;

  private static final int ZERO = 0;
  private static final int END = 1;
  private static final int ESCAPE = 0xff;

  private final ByteBuffer number = ByteBuffer.allocate(Long.BYTES);
  private byte[] bytes = new byte[64];
  private int length;

  /** Empties it. */
  SortKeyEncoder clear() {
    length = 0;
    return this;
  }

  /**
   * Adds a value as Iceberg has it in memory.
   *
   * @param value null for NULL
   */
  SortKeyEncoder add(Object value, SortDirection direction, NullOrder nulls) {
    if (value == null) {
      put(nulls == NullOrder.NULLS_FIRST ? NULL_FIRST : NULL_LAST);
      return this;
    }
    int start = length;
    addValue(value);
    if (direction == SortDirection.DESC) {
      for (int i = start; i < length; i++) {
        bytes[i] = (byte) ~bytes[i];
      }
    }
    return this;
  }

  /** A character for every byte, 0 to 255. */
  String text() {
    return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
  }

  private void addValue(Object value) {
    if (value instanceof Integer || value instanceof Long) {
      putWhole(((Number) value).longValue());
      return;
    }
    put(NO_NULL);
    if (value instanceof Float || value instanceof Double) {
      putAll(ZOrderByteUtils.doubleToOrderedBytes(((Number) value).doubleValue(), number));
    } else if (value instanceof Boolean b) {
      put(b ? 1 : 0);
    } else if (value instanceof CharSequence text) {
      putEnded(text.toString().getBytes(StandardCharsets.UTF_8));
    } else if (value instanceof ByteBuffer binary) {
      byte[] content = new byte[binary.remaining()];
      binary.duplicate().get(content);
      putEnded(content);
    } else if (value instanceof BigDecimal decimal) {
      putDecimal(decimal.unscaledValue().toByteArray());
    } else if (value instanceof UUID uuid) {
      addValue(uuid.getMostSignificantBits());
      addValue(uuid.getLeastSignificantBits());
    } else {
      throw new IllegalArgumentException("no order is known of " + value.getClass());
    }
  }

  private void putWhole(long value) {
    long magnitude = value < 0 ? ~value : value;
    int count = (Long.SIZE - Long.numberOfLeadingZeros(magnitude) + 7) / Byte.SIZE;
    put(value < 0 ? LENGTH_OF_ZERO - 1 - count : LENGTH_OF_ZERO + count);
    for (int shift = (count - 1) * Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
      put((int) (value >> shift));
    }
  }

  /** All decimals of a column have one scale, and at most sixteen bytes. */
  private void putDecimal(byte[] twosComplement) {
    int width = 16;
    byte sign = (byte) (twosComplement[0] < 0 ? -1 : 0);
    for (int i = 0; i < width; i++) {
      int from = i - (width - twosComplement.length);
      byte value = from < 0 ? sign : twosComplement[from];
      put(i == 0 ? value ^ 0x80 : value);
    }
  }

  private void putEnded(byte[] content) {
    for (byte b : content) {
      put(b);
      if (b == ZERO) {
        put(ESCAPE);
      }
    }
    put(ZERO);
    put(END);
  }

  private void putAll(ByteBuffer content) {
    for (int i = 0; i < Long.BYTES; i++) {
      put(content.get(i));
    }
  }

  private void put(int value) {
    if (length == bytes.length) {
      bytes = Arrays.copyOf(bytes, 2 * length);
    }
    bytes[length++] = (byte) value;
  }
}
