package io.tidemark.feature.engine;

/**
 * A read position in an {@link EventLog}, which moves forward only. When the log's blocks have
 * changed it looks its position up again by time.
 */
final class LogCursor {

  private static final int AT_BEGIN = -1;
  private static final byte[] NOTHING = {};

  private final EventLog log;
  private final ByteReader in = new ByteReader(NOTHING);
  private int layout = -1; // version of the blocks when the position was found
  private long block;
  private byte[] loaded; // the bytes of a full block, null until they are needed
  private int position; // behind the next event's time if that is known, else before it
  private long last; // time of the last event that was taken
  private long time = EventLog.END; // of the next event

  LogCursor(EventLog log) {
    this.log = log;
  }

  /** Moves to the first event at or after that time; never back, unless the log has changed. */
  void seek(long from) {
    if (layout != log.layout() || block < log.full().begin()) {
      layout = log.layout();
      begin(lastBlockBefore(from));
    } else if (time == EventLog.END) {
      next();
    }
    while (time < from) {
      take();
    }
  }

  /** Time of the next event, {@link EventLog#END} if there is none. */
  long time() {
    return time;
  }

  /** The next event, which is then passed. */
  EventArrival take() {
    byte[] bytes = bytes();
    if (position == AT_BEGIN) {
      in.moveTo(bytes, 0);
      in.unsigned();
    } else {
      in.moveTo(bytes, position);
    }
    EventArrival event = log.codec().readEvent(in, time);
    position = in.position();
    last = time;
    next();
    return event;
  }

  private long lastBlockBefore(long from) {
    BlockIndex full = log.full();
    boolean open = !log.open().isEmpty() && log.open().firstTime() < from;
    return full.isEmpty() || open
        ? full.end()
        : full.lastFrom(Math.max(from, Long.MIN_VALUE + 1) - 1);
  }

  private void begin(long newBlock) {
    block = newBlock;
    loaded = null;
    position = AT_BEGIN;
    if (isFull()) {
      time = log.full().firstTime(block);
    } else {
      time = log.open().isEmpty() ? EventLog.END : log.open().firstTime();
    }
  }

  private void next() {
    if (position == AT_BEGIN) {
      begin(block);
      return;
    }
    byte[] bytes = bytes();
    if (position < (isFull() ? bytes.length : log.open().size())) {
      in.moveTo(bytes, position);
      time = last + in.unsigned();
      position = in.position();
    } else if (isFull()) {
      begin(block + 1);
    } else {
      time = EventLog.END;
    }
  }

  private boolean isFull() {
    return block < log.full().end();
  }

  private byte[] bytes() {
    if (!isFull()) {
      return log.open().backing();
    }
    if (loaded == null) {
      loaded = log.store().get(log.full().number(block));
    }
    return loaded;
  }
}
