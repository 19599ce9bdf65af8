package io.tidemark.feature.engine;

import java.io.IOException;

/**
 * The state of one entity: pending arrivals, the log of passed events, and the aggregates' states
 * by window. Full blocks of the log are in a {@link BlockStore}; {@link FeatureEngine} reads and
 * writes the rest as one byte array.
 */
public final class EntityState {

  static final long NEVER = Long.MIN_VALUE;

  private static final int FORMAT = 2;

  final PendingBuffer pending;
  final EventLog log;
  final WindowState[] windows;
  long lastPassed;

  EntityState(CompiledFeaturePlan plan, BlockStore store) {
    this.pending = new PendingBuffer();
    this.log = new EventLog(plan, store);
    this.windows = plan.newStates(log);
    this.lastPassed = NEVER;
  }

  private EntityState(PendingBuffer pending, EventLog log, WindowState[] windows, long lastPassed) {
    this.pending = pending;
    this.log = log;
    this.windows = windows;
    this.lastPassed = lastPassed;
  }

  /** Last time whose rows were handed over; {@link Long#MIN_VALUE} if none. */
  public long lastPassed() {
    return lastPassed;
  }

  /** Number of arrivals whose time has not yet passed. */
  public int pendingArrivals() {
    return pending.size();
  }

  void write(ByteWriter out, CompiledFeaturePlan plan) throws IOException {
    out.write(FORMAT);
    out.signed(lastPassed);
    pending.write(out, plan.codec);
    log.write(out);
    for (int g = 0; g < windows.length; g++) {
      plan.groups[g].write(windows[g], out);
    }
  }

  static EntityState read(ByteReader in, CompiledFeaturePlan plan, BlockStore store)
      throws IOException {
    int format = in.readUnsignedByte();
    if (format != FORMAT) {
      throw new IOException(
          "The entity state has format "
              + format
              + ", this version reads format "
              + FORMAT
              + " only; restore it with the version that wrote it.");
    }
    long lastPassed = in.signed();
    PendingBuffer pending = PendingBuffer.read(in, plan.codec);
    EventLog log = EventLog.read(in, plan, store);
    WindowState[] windows = new WindowState[plan.groups.length];
    for (int g = 0; g < windows.length; g++) {
      windows[g] = plan.groups[g].read(in, log);
    }
    return new EntityState(pending, log, windows, lastPassed);
  }
}
