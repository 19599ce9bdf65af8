package io.tidemark.aggregate;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * XXH64 with seed 0 (Y. Collet, <i>xxHash fast digest algorithm</i>, specification 0.1.1) of a byte
 * sequence, or of the eight bytes of a long, lowest first. {@link ValueCodec#hash} uses it for
 * sketches, whose states outlive versions.
 */
final class XxHash64 {

  private static final long PRIME_1 = 0x9E3779B185EBCA87L;
  private static final long PRIME_2 = 0xC2B2AE3D27D4EB4FL;
  private static final long PRIME_3 = 0x165667B19E3779F9L;
  private static final long PRIME_4 = 0x85EBCA77C2B2AE63L;
  private static final long PRIME_5 = 0x27D4EB2F165667C5L;
  private static final int STRIPE = 32;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private XxHash64() {}

  static long of(long number) {
    return avalanche(mixEight(PRIME_5 + Long.BYTES, number));
  }

  static long of(byte[] bytes) {
    int stripes = bytes.length / STRIPE * STRIPE;
    long hash = stripes == 0 ? PRIME_5 : stripes(bytes, stripes);
    return avalanche(rest(bytes, stripes, hash + bytes.length));
  }

  private static long stripes(byte[] bytes, int end) {
    long a = PRIME_1 + PRIME_2;
    long b = PRIME_2;
    long c = 0;
    long d = -PRIME_1;
    for (int i = 0; i < end; i += STRIPE) {
      a = round(a, eight(bytes, i));
      b = round(b, eight(bytes, i + 8));
      c = round(c, eight(bytes, i + 16));
      d = round(d, eight(bytes, i + 24));
    }
    long hash =
        Long.rotateLeft(a, 1)
            + Long.rotateLeft(b, 7)
            + Long.rotateLeft(c, 12)
            + Long.rotateLeft(d, 18);
    return merge(merge(merge(merge(hash, a), b), c), d);
  }

  private static long rest(byte[] bytes, int from, long start) {
    long hash = start;
    int i = from;
    for (; i + 8 <= bytes.length; i += 8) {
      hash = mixEight(hash, eight(bytes, i));
    }
    if (i + 4 <= bytes.length) {
      long four = (int) INTS.get(bytes, i) & 0xFFFFFFFFL;
      hash = Long.rotateLeft(hash ^ four * PRIME_1, 23) * PRIME_2 + PRIME_3;
      i += 4;
    }
    for (; i < bytes.length; i++) {
      hash = Long.rotateLeft(hash ^ (bytes[i] & 0xFF) * PRIME_5, 11) * PRIME_1;
    }
    return hash;
  }

  private static long eight(byte[] bytes, int from) {
    return (long) LONGS.get(bytes, from);
  }

  private static long mixEight(long hash, long eight) {
    return Long.rotateLeft(hash ^ round(0, eight), 27) * PRIME_1 + PRIME_4;
  }

  private static long round(long lane, long eight) {
    return Long.rotateLeft(lane + eight * PRIME_2, 31) * PRIME_1;
  }

  private static long merge(long hash, long lane) {
    return (hash ^ round(0, lane)) * PRIME_1 + PRIME_4;
  }

  private static long avalanche(long mixed) {
    long hash = mixed;
    hash = (hash ^ hash >>> 33) * PRIME_2;
    hash = (hash ^ hash >>> 29) * PRIME_3;
    return hash ^ hash >>> 32;
  }
}
