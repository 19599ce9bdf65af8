package io.tidemark.aggregate;

import io.tidemark.aggregate.number.BinaryCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * An add-only HyperLogLog: APPROX_COUNT_DISTINCT over history. It is sparse, an {@link IntLongMap},
 * up to 256 registers in use, then dense; {@link InvertibleHllState} serves windows.
 */
final class HllState implements AggregateState<HllState> {

  private static final int MOST_IN_TABLE = 256;

  private final ValueCodec codec;
  private final int[] ranks = new int[HllEstimator.MOST + 1];
  private IntLongMap few = new IntLongMap(); // sparse; null once it is dense
  private byte[] all; // dense; null before

  HllState(ValueCodec codec) {
    this.codec = codec;
    ranks[0] = HllEstimator.REGISTERS;
  }

  @Override
  public void add(Event event, Object value) {
    long hash = codec.hash(codec.key(value));
    raise(HllEstimator.register(hash), HllEstimator.rank(hash));
  }

  private void raise(int register, int rank) {
    int before = rank(register);
    if (rank > before) {
      ranks[before]--;
      ranks[rank]++;
      set(register, rank);
    }
  }

  private int rank(int register) {
    return all == null ? (int) few.get(register) : all[register];
  }

  private void set(int register, int rank) {
    if (all != null) {
      all[register] = (byte) rank;
      return;
    }
    few.put(register, rank);
    if (few.size() > MOST_IN_TABLE) {
      byte[] registers = new byte[HllEstimator.REGISTERS];
      for (int key : few.sortedKeys()) {
        registers[key] = (byte) few.get(key);
      }
      all = registers;
      few = null;
    }
  }

  @Override
  public void merge(HllState other) {
    if (other.all == null) {
      for (int register : other.few.sortedKeys()) {
        raise(register, other.rank(register));
      }
    } else {
      for (int register = 0; register < HllEstimator.REGISTERS; register++) {
        raise(register, other.all[register]);
      }
    }
  }

  long estimate() {
    return HllEstimator.estimate(ranks);
  }

  /** Whether it is dense; then all registers, or those in use by rising number. */
  @Override
  public void write(DataOutput out) throws IOException {
    out.writeBoolean(all != null);
    if (all != null) {
      out.write(all);
      return;
    }
    BinaryCodec.writeUnsigned(out, few.size());
    int before = 0;
    for (int register : few.sortedKeys()) {
      BinaryCodec.writeUnsigned(out, register - before);
      out.writeByte(rank(register));
      before = register;
    }
  }

  @Override
  public void read(DataInput in) throws IOException {
    if (in.readBoolean()) {
      byte[] registers = new byte[HllEstimator.REGISTERS];
      in.readFully(registers);
      for (int register = 0; register < registers.length; register++) {
        raise(register, checked(registers[register]));
      }
      return;
    }
    int size = BinaryCodec.readSize(in);
    int register = 0;
    for (int i = 0; i < size; i++) {
      register += BinaryCodec.readSize(in);
      raise(register, checked(in.readByte()));
    }
  }

  private static int checked(int rank) throws IOException {
    if (rank < 0 || rank > HllEstimator.MOST) {
      throw new IOException("A register has rank " + rank + ": damaged state.");
    }
    return rank;
  }
}
