package io.tidemark.feature.engine;

import io.tidemark.aggregate.Event;
import java.util.ArrayList;
import java.util.List;

/**
 * The passed events of an entity by time, in blocks: full ones in the {@link BlockStore}, the
 * newest here. Appending touches that one alone; a late event rewrites the block that it falls
 * into. {@link LogCursor} reads it.
 */
final class EventLog {

  /** Time behind the newest event. */
  static final long END = Long.MAX_VALUE;

  private final EventCodec codec;
  private final BlockStore store;
  private final int blockBytes;
  private final BlockIndex full;
  private final BlockBuilder open;
  private long newest;
  private int layout; // version of the blocks: changes whenever events move

  EventLog(CompiledFeaturePlan plan, BlockStore store) {
    this(plan, store, new BlockIndex(), new BlockBuilder(plan.codec), Long.MIN_VALUE);
  }

  private EventLog(
      CompiledFeaturePlan plan, BlockStore store, BlockIndex full, BlockBuilder open, long newest) {
    this.codec = plan.codec;
    this.blockBytes = plan.blockBytes;
    this.store = store;
    this.full = full;
    this.open = open;
    this.newest = newest;
  }

  boolean isEmpty() {
    return full.isEmpty() && open.isEmpty();
  }

  /** Time of the newest event there ever was, {@link Long#MIN_VALUE} if there was none. */
  long newest() {
    return newest;
  }

  /** Adds an event that is not before any other. */
  void append(EventArrival event) {
    open.append(event);
    newest = Math.max(newest, event.time());
    closeFrom(blockBytes);
  }

  /** Puts an event among the others. */
  void insert(EventArrival event) {
    if (isEmpty() || event.time() >= newest) {
      append(event);
      return;
    }
    layout++;
    if (!open.isEmpty() && (full.isEmpty() || open.firstTime() <= event.time())) {
      insertIntoOpen(event);
    } else {
      insertIntoFull(full.lastFrom(event.time()), event);
    }
  }

  /** The event of that identity, without the coordinates of its arrival; null if it is not here. */
  EventArrival find(Event event) {
    if (event.time() > newest) {
      return null;
    }
    LogCursor cursor = new LogCursor(this);
    cursor.seek(event.time());
    while (cursor.time() == event.time()) {
      EventArrival next = cursor.take();
      if (Event.compare(next, event) == 0) {
        return next;
      }
    }
    return null;
  }

  /** Forgets the blocks whose events are all before that time. */
  void forget(long before) {
    while (!full.isEmpty() && endOfFirst() < before) {
      store.remove(full.removeFirst());
    }
    if (full.isEmpty() && !open.isEmpty() && newest < before) {
      open.clear();
      layout++;
    }
  }

  /** No event of the first block is later. */
  private long endOfFirst() {
    if (full.size() > 1) {
      return full.firstTime(full.begin() + 1);
    }
    return open.isEmpty() ? newest : open.firstTime();
  }

  private void insertIntoOpen(EventArrival event) {
    List<EventArrival> events = decode(open.toBytes(), open.firstTime());
    insertByTime(events, event);
    open.clear();
    events.forEach(open::append);
    closeFrom(2 * blockBytes);
  }

  /** Puts the open block away if it has that many bytes. */
  private void closeFrom(int size) {
    if (open.size() >= size) {
      store.put(full.add(open.firstTime()), open.toBytes());
      open.clear();
    }
  }

  private void insertIntoFull(long block, EventArrival event) {
    List<EventArrival> events = decode(store.get(full.number(block)), full.firstTime(block));
    insertByTime(events, event);
    BlockBuilder one = new BlockBuilder(codec);
    int half = one.appendUntil(events, 0, 2 * blockBytes);
    if (half < events.size()) {
      one.clear();
      half = one.appendUntil(events, 0, blockBytes);
    }
    full.replace(block, one.firstTime());
    store.put(full.number(block), one.toBytes());
    if (half < events.size()) {
      BlockBuilder rest = new BlockBuilder(codec);
      rest.appendUntil(events, half, Integer.MAX_VALUE);
      store.put(full.insertAfter(block, rest.firstTime()), rest.toBytes());
    }
  }

  private List<EventArrival> decode(byte[] bytes, long firstTime) {
    List<EventArrival> events = new ArrayList<>();
    ByteReader in = new ByteReader(bytes);
    long time = firstTime;
    while (in.position() < bytes.length) {
      time += in.unsigned();
      events.add(codec.readEvent(in, time));
    }
    return events;
  }

  private static void insertByTime(List<EventArrival> events, EventArrival event) {
    int place = events.size();
    while (place > 0 && events.get(place - 1).time() > event.time()) {
      place--;
    }
    events.add(place, event);
  }

  EventCodec codec() {
    return codec;
  }

  int layout() {
    return layout;
  }

  BlockIndex full() {
    return full;
  }

  BlockBuilder open() {
    return open;
  }

  BlockStore store() {
    return store;
  }

  void write(ByteWriter out) {
    full.write(out);
    open.write(out);
    out.signed(newest);
  }

  static EventLog read(ByteReader in, CompiledFeaturePlan plan, BlockStore store) {
    BlockIndex full = BlockIndex.read(in);
    BlockBuilder open = BlockBuilder.read(in, plan.codec);
    return new EventLog(plan, store, full, open, in.signed());
  }
}
