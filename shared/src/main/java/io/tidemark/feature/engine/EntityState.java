package io.tidemark.feature.engine;

import java.io.IOException;

/**
 * What is kept for one entity: pending arrivals, the log of passed events, what the windows hold.
 * Full blocks of the log are kept apart, in a {@link BlockStore}.
 */
public final class EntityState {

  static final long NEVER = Long.MIN_VALUE;

  private static final int FORMAT = 2;

  final PendingBuffer pending;
  final EventLog log;
  final WindowState[] windows;
  long lastPassed;

  EntityState(CompiledFeaturePlan layout, BlockStore store) {
    this.pending = new PendingBuffer();
    this.log = new EventLog(layout, store);
    this.windows = layout.newStates(log);
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

  void write(ByteWriter out, CompiledFeaturePlan layout) throws IOException {
    out.write(FORMAT);
    out.signed(lastPassed);
    pending.write(out, layout.codec);
    log.write(out);
    for (int g = 0; g < windows.length; g++) {
      layout.groups[g].write(windows[g], out);
    }
  }

  static EntityState read(ByteReader in, CompiledFeaturePlan layout, BlockStore store)
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
    PendingBuffer pending = PendingBuffer.read(in, layout.codec);
    EventLog log = EventLog.read(in, layout, store);
    WindowState[] windows = new WindowState[layout.groups.length];
    for (int g = 0; g < windows.length; g++) {
      windows[g] = layout.groups[g].read(in, log);
    }
    return new EntityState(pending, log, windows, lastPassed);
  }
}
