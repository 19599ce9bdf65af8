package io.tidemark.lake.ledger;

import java.util.OptionalLong;

/**
 * Replay of one rejected message: its origin, its destination and, once known, its offset there. A
 * row of {@link ReplayLog}.
 *
 * @param runId the call of replay that sent it, or meant to
 * @param of the rejected message
 * @param to topic and partition that it is sent to
 * @param searchFrom offset in that partition before which it cannot be
 * @param sent offset that it has got there; empty while that is not known
 */
public record Replay(String runId, Origin of, Target to, long searchFrom, OptionalLong sent) {

  /** Coordinates of a message that was rejected. */
  public record Origin(String topic, int partition, long offset) {

    /** As the header of the message that replays it has them. */
    @Override
    public String toString() {
      return topic + "-" + partition + "-" + offset;
    }
  }

  /** Destination of a message. */
  public record Target(String topic, int partition) {}

  /** The same, found or sent at that offset. */
  public Replay at(long offset) {
    return new Replay(runId, of, to, searchFrom, OptionalLong.of(offset));
  }
}
