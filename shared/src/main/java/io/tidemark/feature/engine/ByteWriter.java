package io.tidemark.feature.engine;

import java.io.DataOutput;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A growing byte array to write to, whose varints are those of Protocol Buffers; {@link ByteReader}
 * is its counterpart.
 */
final class ByteWriter implements DataOutput {

  private byte[] bytes;
  private int size;

  ByteWriter(int capacity) {
    bytes = new byte[capacity];
  }

  int size() {
    return size;
  }

  byte[] toBytes() {
    return Arrays.copyOf(bytes, size);
  }

  /** The bytes themselves, for {@link #size} of them. */
  byte[] backing() {
    return bytes;
  }

  void clear() {
    size = 0;
  }

  void unsigned(long value) {
    reserve(10);
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      bytes[size++] = (byte) (rest & 0x7F | 0x80);
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
  }

  void signed(long value) {
    unsigned(value << 1 ^ value >> 63);
  }

  void sized(byte[] b) {
    unsigned(b.length);
    write(b);
  }

  @Override
  public void write(int b) {
    reserve(1);
    bytes[size++] = (byte) b;
  }

  @Override
  public void write(byte[] b) {
    write(b, 0, b.length);
  }

  @Override
  public void write(byte[] b, int offset, int length) {
    reserve(length);
    System.arraycopy(b, offset, bytes, size, length);
    size += length;
  }

  @Override
  public void writeBoolean(boolean v) {
    write(v ? 1 : 0);
  }

  @Override
  public void writeByte(int v) {
    write(v);
  }

  @Override
  public void writeShort(int v) {
    write(v >>> 8);
    write(v);
  }

  @Override
  public void writeChar(int v) {
    writeShort(v);
  }

  @Override
  public void writeInt(int v) {
    writeShort(v >>> 16);
    writeShort(v);
  }

  @Override
  public void writeLong(long v) {
    reserve(Long.BYTES);
    for (int shift = Long.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
      bytes[size++] = (byte) (v >>> shift);
    }
  }

  @Override
  public void writeFloat(float v) {
    writeInt(Float.floatToRawIntBits(v));
  }

  @Override
  public void writeDouble(double v) {
    writeLong(Double.doubleToRawLongBits(v));
  }

  @Override
  public void writeBytes(String s) {
    write(s.getBytes(StandardCharsets.ISO_8859_1));
  }

  @Override
  public void writeChars(String s) {
    s.chars().forEach(this::writeChar);
  }

  @Override
  public void writeUTF(String s) {
    sized(s.getBytes(StandardCharsets.UTF_8));
  }

  private void reserve(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
    }
  }
}
