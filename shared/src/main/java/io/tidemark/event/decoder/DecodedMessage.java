package io.tidemark.event.decoder;

import org.apache.flink.table.data.RowData;

/**
 * Message as {@link EventDecoder} hands it on: the row of an event that was {@link Accepted}, or of
 * one that was {@link Rejected}, with the {@link MessagePosition} at which it was read. Records of
 * files and rows of event tables take the same form, so that all pass one graph.
 */
public sealed interface DecodedMessage {

  /** Row of {@link io.tidemark.event.EventLayout} or {@link io.tidemark.event.RejectLayout}. */
  RowData row();

  /** Where it was read; {@link MessagePosition#UNKNOWN} if not in Kafka. */
  MessagePosition position();

  /**
   * An event.
   *
   * @param row in {@link io.tidemark.event.EventLayout}
   */
  record Accepted(RowData row, MessagePosition position) implements DecodedMessage {

    /** Event of history, read from a file or a table. */
    public static DecodedMessage ofHistory(RowData row) {
      return new Accepted(row, MessagePosition.UNKNOWN);
    }
  }

  /**
   * A reject, which keeps the bytes and says why.
   *
   * @param row in {@link io.tidemark.event.RejectLayout}
   */
  record Rejected(RowData row, MessagePosition position) implements DecodedMessage {

    /** Reject of history, read from a file. */
    public static DecodedMessage ofHistory(RowData row) {
      return new Rejected(row, MessagePosition.UNKNOWN);
    }
  }
}
