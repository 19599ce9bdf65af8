package io.tidemark.aggregate;

import io.tidemark.aggregate.number.BinaryCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The time of the oldest or of the newest event: TIME_SINCE_FIRST and TIME_SINCE_LAST. Once the
 * oldest has expired, the next is unknown until the window is scanned again ({@link
 * RescanningAggregate}); once the newest has expired, there is none.
 */
final class FirstLastTimeState implements AggregateState.Rescanning<FirstLastTimeState> {

  /** State of the knowledge of the time; the ordinal is part of the binary form. */
  private enum Knowledge {
    NONE,
    KNOWN,
    LACKING
  }

  private final ExtremeKind direction;
  private Knowledge knowledge = Knowledge.NONE;
  private long time;

  FirstLastTimeState(ExtremeKind direction) {
    this.direction = direction;
  }

  @Override
  public void add(Event event, Object value) {
    keep(event.time());
  }

  private void keep(long other) {
    if (knowledge != Knowledge.KNOWN || direction.sign() * Long.compare(other, time) < 0) {
      time = other;
      knowledge = Knowledge.KNOWN;
    }
  }

  @Override
  public void merge(FirstLastTimeState other) {
    if (knowledge == Knowledge.LACKING || other.knowledge == Knowledge.LACKING) {
      knowledge = Knowledge.LACKING;
    } else if (other.knowledge == Knowledge.KNOWN) {
      keep(other.time);
    }
  }

  @Override
  public void expire(long from) {
    if (knowledge == Knowledge.KNOWN && time < from) {
      knowledge = direction == ExtremeKind.LEAST ? Knowledge.LACKING : Knowledge.NONE;
    }
  }

  @Override
  public boolean lacks() {
    return knowledge == Knowledge.LACKING;
  }

  @Override
  public void exhaust() {
    if (knowledge == Knowledge.LACKING) {
      knowledge = Knowledge.NONE;
    }
  }

  /** Milliseconds from the event to then; null if there is none. */
  Long until(long then) {
    return knowledge == Knowledge.KNOWN ? (Long) (then - time) : null;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeByte(knowledge.ordinal());
    if (knowledge == Knowledge.KNOWN) {
      BinaryCodec.writeSigned(out, time);
    }
  }

  @Override
  public void read(DataInput in) throws IOException {
    int ordinal = in.readUnsignedByte();
    if (ordinal >= Knowledge.values().length) {
      throw new IOException("A moment of kind " + ordinal + ": damaged state.");
    }
    knowledge = Knowledge.values()[ordinal];
    time = knowledge == Knowledge.KNOWN ? BinaryCodec.readSigned(in) : 0;
  }
}
