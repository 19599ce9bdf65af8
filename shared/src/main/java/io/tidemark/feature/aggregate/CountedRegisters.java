package io.tidemark.feature.aggregate;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * A HyperLogLog that values can leave: how many had each rank in each register, of which the
 * highest is the register's.
 */
final class CountedRegisters implements State.Group<CountedRegisters> {

  private static final int RANK_BITS = 6;

  private final Codec codec;
  private final IntTable counts = new IntTable(); // by register and rank
  private final IntTable present = new IntTable(); // a bit a rank, by register
  private final int[] ranks = new int[HyperLogLog.MOST + 1];

  CountedRegisters(Codec codec) {
    this.codec = codec;
    ranks[0] = HyperLogLog.REGISTERS;
  }

  @Override
  public void add(Event event, Object value) {
    add(pair(value), 1);
  }

  private int pair(Object value) {
    long hash = codec.hash(codec.key(value));
    return HyperLogLog.register(hash) << RANK_BITS | HyperLogLog.rank(hash);
  }

  private void add(int pair, long by) {
    if (counts.add(pair, by) == by) {
      mark(pair);
    }
  }

  @Override
  public void subtract(Event event, Object value) {
    int pair = pair(value);
    long left = counts.add(pair, -1);
    if (left < 0) {
      throw new IllegalStateException("A value leaves that never entered: " + value);
    }
    if (left == 0) {
      mark(pair);
    }
  }

  /** Turns the rank's bit in its register, and moves the register to its highest rank. */
  private void mark(int pair) {
    int register = pair >>> RANK_BITS;
    long before = present.get(register);
    long after = before ^ 1L << (pair & (1 << RANK_BITS) - 1);
    present.put(register, after);
    ranks[highest(before)]--;
    ranks[highest(after)]++;
  }

  /** 0 of no bits, for no rank is 0. */
  private static int highest(long bits) {
    return bits == 0 ? 0 : Long.SIZE - 1 - Long.numberOfLeadingZeros(bits);
  }

  @Override
  public void merge(CountedRegisters other) {
    for (int pair : other.counts.sortedKeys()) {
      add(pair, other.counts.get(pair));
    }
  }

  long estimate() {
    return HyperLogLog.estimate(ranks);
  }

  @Override
  public void write(DataOutput out) throws IOException {
    Binary.writeUnsigned(out, counts.size());
    int before = 0;
    for (int pair : counts.sortedKeys()) {
      Binary.writeUnsigned(out, pair - before);
      Binary.writeUnsigned(out, counts.get(pair));
      before = pair;
    }
  }

  @Override
  public void read(DataInput in) throws IOException {
    int size = Binary.readSize(in);
    int pair = 0;
    for (int i = 0; i < size; i++) {
      pair += Binary.readSize(in);
      int rank = pair & (1 << RANK_BITS) - 1;
      if (pair < 0
          || pair >>> RANK_BITS >= HyperLogLog.REGISTERS
          || rank == 0
          || rank > HyperLogLog.MOST) {
        throw new IOException("There is no register and rank " + pair + ": damaged state.");
      }
      add(pair, Binary.readUnsigned(in));
    }
  }
}
