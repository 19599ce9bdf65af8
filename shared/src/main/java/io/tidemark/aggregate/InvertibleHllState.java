package io.tidemark.aggregate;

import io.tidemark.aggregate.number.BinaryCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * A HyperLogLog with subtraction: APPROX_COUNT_DISTINCT in a window. It counts the values of each
 * rank in each register; the highest rank with a count is the register's, as in {@link HllState}.
 */
final class InvertibleHllState implements AggregateState.Invertible<InvertibleHllState> {

  private static final int RANK_BITS = 6;

  private final ValueCodec codec;
  private final IntLongMap counts = new IntLongMap(); // by register and rank
  private final IntLongMap present = new IntLongMap(); // a bit a rank, by register
  private final int[] ranks = new int[HllEstimator.MOST + 1];

  InvertibleHllState(ValueCodec codec) {
    this.codec = codec;
    ranks[0] = HllEstimator.REGISTERS;
  }

  @Override
  public void add(Event event, Object value) {
    add(pair(value), 1);
  }

  private int pair(Object value) {
    long hash = codec.hash(codec.key(value));
    return HllEstimator.register(hash) << RANK_BITS | HllEstimator.rank(hash);
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
  public void merge(InvertibleHllState other) {
    for (int pair : other.counts.sortedKeys()) {
      add(pair, other.counts.get(pair));
    }
  }

  long estimate() {
    return HllEstimator.estimate(ranks);
  }

  @Override
  public void write(DataOutput out) throws IOException {
    BinaryCodec.writeUnsigned(out, counts.size());
    int before = 0;
    for (int pair : counts.sortedKeys()) {
      BinaryCodec.writeUnsigned(out, pair - before);
      BinaryCodec.writeUnsigned(out, counts.get(pair));
      before = pair;
    }
  }

  @Override
  public void read(DataInput in) throws IOException {
    int size = BinaryCodec.readSize(in);
    int pair = 0;
    for (int i = 0; i < size; i++) {
      pair += BinaryCodec.readSize(in);
      int rank = pair & (1 << RANK_BITS) - 1;
      if (pair < 0
          || pair >>> RANK_BITS >= HllEstimator.REGISTERS
          || rank == 0
          || rank > HllEstimator.MOST) {
        throw new IOException("There is no register and rank " + pair + ": damaged state.");
      }
      add(pair, BinaryCodec.readUnsigned(in));
    }
  }
}
