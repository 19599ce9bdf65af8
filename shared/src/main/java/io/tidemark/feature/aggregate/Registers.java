package io.tidemark.feature.aggregate;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** A HyperLogLog from which nothing leaves: a table while few registers are in use, then all. */
final class Registers implements State<Registers> {

  private static final int MOST_IN_TABLE = 256;

  private final Codec codec;
  private final int[] ranks = new int[HyperLogLog.MOST + 1];
  private IntTable few = new IntTable(); // null once there are many
  private byte[] all; // null before

  Registers(Codec codec) {
    this.codec = codec;
    ranks[0] = HyperLogLog.REGISTERS;
  }

  @Override
  public void add(Event event, Object value) {
    long hash = codec.hash(codec.key(value));
    raise(HyperLogLog.register(hash), HyperLogLog.rank(hash));
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
      byte[] registers = new byte[HyperLogLog.REGISTERS];
      for (int key : few.sortedKeys()) {
        registers[key] = (byte) few.get(key);
      }
      all = registers;
      few = null;
    }
  }

  @Override
  public void merge(Registers other) {
    if (other.all == null) {
      for (int register : other.few.sortedKeys()) {
        raise(register, other.rank(register));
      }
    } else {
      for (int register = 0; register < HyperLogLog.REGISTERS; register++) {
        raise(register, other.all[register]);
      }
    }
  }

  long estimate() {
    return HyperLogLog.estimate(ranks);
  }

  /** The table, or 0 and all registers. */
  @Override
  public void write(DataOutput out) throws IOException {
    out.writeBoolean(all != null);
    if (all != null) {
      out.write(all);
      return;
    }
    Binary.writeUnsigned(out, few.size());
    int before = 0;
    for (int register : few.sortedKeys()) {
      Binary.writeUnsigned(out, register - before);
      out.writeByte(rank(register));
      before = register;
    }
  }

  @Override
  public void read(DataInput in) throws IOException {
    if (in.readBoolean()) {
      byte[] registers = new byte[HyperLogLog.REGISTERS];
      in.readFully(registers);
      for (int register = 0; register < registers.length; register++) {
        raise(register, checked(registers[register]));
      }
      return;
    }
    int size = Binary.readSize(in);
    int register = 0;
    for (int i = 0; i < size; i++) {
      register += Binary.readSize(in);
      raise(register, checked(in.readByte()));
    }
  }

  private static int checked(int rank) throws IOException {
    if (rank < 0 || rank > HyperLogLog.MOST) {
      throw new IOException("A register has rank " + rank + ": damaged state.");
    }
    return rank;
  }
}
