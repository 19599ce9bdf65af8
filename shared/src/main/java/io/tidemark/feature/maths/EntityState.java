package io.tidemark.feature.maths;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * All that is kept for one entity: pending events, the log of passed ones, the accumulators of
 * unlimited windows. Those of bounded windows follow from the log; they are not stored and not
 * copied, and cost one walk over the log when a state is first used after that.
 */
public final class EntityState {

  static final long NEVER = Long.MIN_VALUE;

  private static final byte FORMAT = 1;

  long lastPassed = NEVER;
  EventLog pending = new EventLog();
  EventLog log = new EventLog();
  Accumulator[] unlimited; // null before the first use
  Frame frame; // null until the bounded windows are needed

  /** Whether nothing is kept that a new state would not have, but for the last passed time. */
  public boolean isEmpty() {
    return pending.isEmpty() && log.isEmpty() && (unlimited == null || unlimited.length == 0);
  }

  /** Last time whose rows were handed over; {@link Long#MIN_VALUE} if none. */
  public long lastPassed() {
    return lastPassed;
  }

  /** Number of arrivals whose time has not yet passed. */
  public int pendingArrivals() {
    return pending.size();
  }

  /** Number of events that late arrivals are compared with. */
  public int loggedEvents() {
    return log.size();
  }

  /** An independent state of the same value; events are shared, for they do not change. */
  public EntityState copy() {
    EntityState copy = new EntityState();
    copy.lastPassed = lastPassed;
    copy.pending = pending.copy();
    copy.log = log.copy();
    if (unlimited != null) {
      copy.unlimited = new Accumulator[unlimited.length];
      for (int i = 0; i < unlimited.length; i++) {
        copy.unlimited[i] = unlimited[i].copy();
      }
    }
    return copy;
  }

  /** Writes the self-describing form: its version first; equal states give equal bytes. */
  public void write(DataOutput out) throws IOException {
    out.writeByte(FORMAT);
    out.writeLong(lastPassed);
    pending.write(out);
    log.write(out);
    out.writeBoolean(unlimited != null);
    if (unlimited != null) {
      Binary.writeUnsigned(out, unlimited.length);
      for (Accumulator accumulator : unlimited) {
        accumulator.write(out);
      }
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IOException where the version is unknown or the bytes are damaged
   */
  public static EntityState read(DataInput in) throws IOException {
    byte format = in.readByte();
    if (format != FORMAT) {
      throw new IOException(
          "The entity state has format "
              + format
              + ", this version reads format "
              + FORMAT
              + " only; restore it with the version that wrote it.");
    }
    EntityState state = new EntityState();
    state.lastPassed = in.readLong();
    state.pending = EventLog.read(in);
    state.log = EventLog.read(in);
    if (in.readBoolean()) {
      state.unlimited = new Accumulator[Binary.readSize(in)];
      for (int i = 0; i < state.unlimited.length; i++) {
        state.unlimited[i] = Accumulator.read(in);
      }
    }
    return state;
  }
}
