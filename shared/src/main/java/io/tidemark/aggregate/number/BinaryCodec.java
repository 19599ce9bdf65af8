package io.tidemark.aggregate.number;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/**
 * Writes and reads numbers, strings and bytes in few bytes. Integers are varints, as in <a
 * href="https://protobuf.dev/programming-guides/encoding/#varints">Protocol Buffers</a>; no
 * encoding is a prefix of another of its kind. Aggregate states and entity keys in savepoints are
 * made of them.
 *
 * <p>Reading throws {@link IOException} where the bytes cannot be what was written.
 */
public final class BinaryCodec {

  private BinaryCodec() {}

  /** Writes a varint: 1 byte below 128, 10 bytes for a negative number. */
  public static void writeUnsigned(DataOutput out, long value) throws IOException {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      out.writeByte((int) (rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    out.writeByte((int) rest);
  }

  /** Reads what {@link #writeUnsigned} wrote. */
  public static long readUnsigned(DataInput in) throws IOException {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      byte next = in.readByte();
      value |= (next & 0x7FL) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new IOException("A variable-length integer has more than ten bytes: damaged state.");
  }

  /** Writes a zigzag varint, whose length depends on the magnitude. */
  public static void writeSigned(DataOutput out, long value) throws IOException {
    writeUnsigned(out, (value << 1) ^ (value >> 63));
  }

  /** Reads what {@link #writeSigned} wrote. */
  public static long readSigned(DataInput in) throws IOException {
    long zigzag = readUnsigned(in);
    return (zigzag >>> 1) ^ -(zigzag & 1);
  }

  /** Reads a size that {@link #writeUnsigned} wrote, from 0 to 2^31 - 1. */
  public static int readSize(DataInput in) throws IOException {
    long size = readUnsigned(in);
    if (size < 0 || size > Integer.MAX_VALUE) {
      throw new IOException("A size of " + size + ": damaged state.");
    }
    return (int) size;
  }

  /** Writes the number of bytes, then the bytes. */
  public static void writeBytes(DataOutput out, byte[] bytes) throws IOException {
    writeUnsigned(out, bytes.length);
    out.write(bytes);
  }

  /** Reads what {@link #writeBytes} wrote. */
  public static byte[] readBytes(DataInput in) throws IOException {
    return readExactly(in, readSize(in));
  }

  /** Reads the bytes of {@link BigInteger#toByteArray} that {@link #writeBytes} wrote. */
  public static BigInteger readInteger(DataInput in) throws IOException {
    byte[] bytes = readBytes(in);
    if (bytes.length == 0) {
      throw new IOException("An integer without bytes: damaged state.");
    }
    return new BigInteger(bytes);
  }

  /** Writes UTF-8, but UTF-16 for a string with an unpaired surrogate, which UTF-8 would change. */
  public static void writeString(DataOutput out, String string) throws IOException {
    if (isWellFormed(string)) {
      byte[] bytes = string.getBytes(StandardCharsets.UTF_8);
      writeUnsigned(out, (long) bytes.length << 1);
      out.write(bytes);
    } else {
      writeUnsigned(out, (long) string.length() << 1 | 1);
      out.writeChars(string);
    }
  }

  /** Reads what {@link #writeString} wrote. */
  public static String readString(DataInput in) throws IOException {
    long header = readUnsigned(in);
    if (header < 0 || header >>> 1 > Integer.MAX_VALUE) {
      throw new IOException("A string of length " + (header >>> 1) + ": damaged state.");
    }
    int length = (int) (header >>> 1);
    if ((header & 1) == 0) {
      return new String(readExactly(in, length), StandardCharsets.UTF_8);
    }
    StringBuilder string = new StringBuilder();
    for (int i = 0; i < length; i++) {
      string.append(in.readChar());
    }
    return string.toString();
  }

  private static byte[] readExactly(DataInput in, int length) throws IOException {
    byte[] bytes = new byte[length];
    in.readFully(bytes);
    return bytes;
  }

  private static boolean isWellFormed(String string) {
    for (int i = 0; i < string.length(); i++) {
      if (Character.isSurrogate(string.charAt(i))) {
        if (!Character.isSupplementaryCodePoint(string.codePointAt(i))) {
          return false;
        }
        i++;
      }
    }
    return true;
  }
}
