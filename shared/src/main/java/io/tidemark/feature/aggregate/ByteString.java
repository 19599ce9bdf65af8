package io.tidemark.feature.aggregate;

import java.util.Arrays;

/** Bytes that are equal by value and ordered unsigned. */
record ByteString(byte[] bytes) implements Comparable<ByteString> {

  @Override
  public int compareTo(ByteString other) {
    return Arrays.compareUnsigned(bytes, other.bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ByteString that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }
}
