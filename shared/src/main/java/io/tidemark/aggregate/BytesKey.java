package io.tidemark.aggregate;

import java.util.Arrays;

/**
 * A byte array as a map key: equal by value, ordered unsigned. It is the key of BYTES in {@link
 * ValueCodec}.
 */
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
