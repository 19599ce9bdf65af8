package io.tidemark.feature.engine;

import java.util.List;

/**
 * Builds a block of an {@link EventLog}: each event as the time since the one before, then its
 * {@link EventCodec} bytes.
 */
final class BlockBuilder {

  private final EventCodec codec;
  private final ByteWriter bytes = new ByteWriter(64);
  private long firstTime;
  private long lastTime;

  BlockBuilder(EventCodec codec) {
    this.codec = codec;
  }

  boolean isEmpty() {
    return bytes.size() == 0;
  }

  /** In bytes. */
  int size() {
    return bytes.size();
  }

  long firstTime() {
    return firstTime;
  }

  void append(EventArrival event) {
    if (isEmpty()) {
      firstTime = event.time();
      lastTime = firstTime;
    }
    bytes.unsigned(event.time() - lastTime);
    lastTime = event.time();
    codec.writeEvent(bytes, event);
  }

  /** Appends events from that index on until so many bytes are reached; returns the next index. */
  int appendUntil(List<EventArrival> events, int from, int size) {
    int next = from;
    while (next < events.size() && size() < size) {
      append(events.get(next++));
    }
    return next;
  }

  byte[] toBytes() {
    return bytes.toBytes();
  }

  byte[] backing() {
    return bytes.backing();
  }

  void clear() {
    bytes.clear();
  }

  void write(ByteWriter out) {
    out.sized(toBytes());
    if (!isEmpty()) {
      out.signed(firstTime);
      out.unsigned(lastTime - firstTime);
    }
  }

  static BlockBuilder read(ByteReader in, EventCodec codec) {
    BlockBuilder block = new BlockBuilder(codec);
    block.bytes.write(in.sized());
    if (!block.isEmpty()) {
      block.firstTime = in.signed();
      block.lastTime = block.firstTime + in.unsigned();
    }
    return block;
  }
}
