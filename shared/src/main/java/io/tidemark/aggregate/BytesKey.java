package io.tidemark.aggregate;

import java.util.Arrays;

/** Bytes that are equal by value and ordered unsigned. */
record BytesKey(byte[] bytes) implements Comparable<BytesKey> {

  @Override
  public int compareTo(BytesKey other) {
    return Arrays.compareUnsigned(bytes, other.bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof BytesKey that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }
}
