package io.tidemark.feature.engine;

import java.io.DataInput;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads from memory what {@link ByteWriter} wrote. */
final class ByteReader implements DataInput {

  private byte[] bytes;
  private int position;

  ByteReader(byte[] bytes) {
    this(bytes, 0);
  }

  ByteReader(byte[] bytes, int position) {
    moveTo(bytes, position);
  }

  void moveTo(byte[] newBytes, int newPosition) {
    bytes = newBytes;
    position = newPosition;
  }

  int position() {
    return position;
  }

  long unsigned() {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      byte next = bytes[position++];
      value |= (next & 0x7FL) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new IllegalStateException("A number has more than ten bytes: damaged state.");
  }

  long signed() {
    long zigzag = unsigned();
    return zigzag >>> 1 ^ -(zigzag & 1);
  }

  /** Skips what {@link ByteWriter#sized} wrote. */
  void skipSized() {
    int length = size();
    position += length;
  }

  int size() {
    return Math.toIntExact(unsigned());
  }

  byte[] sized() {
    int length = size();
    position += length;
    return Arrays.copyOfRange(bytes, position - length, position);
  }

  String text() {
    int length = size();
    position += length;
    return new String(bytes, position - length, length, StandardCharsets.UTF_8);
  }

  @Override
  public void readFully(byte[] b) throws IOException {
    readFully(b, 0, b.length);
  }

  @Override
  public void readFully(byte[] b, int offset, int length) throws IOException {
    if (position + length > bytes.length) {
      throw new EOFException("The state ends early: damaged state.");
    }
    System.arraycopy(bytes, position, b, offset, length);
    position += length;
  }

  @Override
  public int skipBytes(int n) {
    int skipped = Math.min(n, bytes.length - position);
    position += skipped;
    return skipped;
  }

  @Override
  public boolean readBoolean() {
    return readByte() != 0;
  }

  @Override
  public byte readByte() {
    return bytes[position++];
  }

  @Override
  public int readUnsignedByte() {
    return readByte() & 0xFF;
  }

  @Override
  public short readShort() {
    return (short) (readUnsignedByte() << 8 | readUnsignedByte());
  }

  @Override
  public int readUnsignedShort() {
    return readShort() & 0xFFFF;
  }

  @Override
  public char readChar() {
    return (char) readShort();
  }

  @Override
  public int readInt() {
    return readUnsignedShort() << 16 | readUnsignedShort();
  }

  @Override
  public long readLong() {
    return (long) readInt() << 32 | readInt() & 0xFFFFFFFFL;
  }

  @Override
  public float readFloat() {
    return Float.intBitsToFloat(readInt());
  }

  @Override
  public double readDouble() {
    return Double.longBitsToDouble(readLong());
  }

  @Override
  public String readLine() {
    throw new UnsupportedOperationException("A state has no lines.");
  }

  @Override
  public String readUTF() {
    return text();
  }
}
