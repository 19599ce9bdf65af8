package io.tidemark.pipeline;

import io.tidemark.event.EventLayout;
import io.tidemark.event.decoder.DecodedMessage;
import io.tidemark.event.decoder.DecodedMessage.Accepted;
import io.tidemark.event.decoder.DecodedMessageType;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.table.data.RowData;

/**
 * Turns the rows of an event table into the messages that an {@link EventSource} gives, for {@link
 * LakeEventSource}.
 */
final class AcceptedRowFunction implements MapFunction<RowData, DecodedMessage> {

  private static final String UID = "accepted-";
  private static final long serialVersionUID = 1L;

  private AcceptedRowFunction() {}

  /** The rows as the stream's messages. */
  static DataStream<DecodedMessage> attach(DataStream<RowData> rows, EventLayout layout) {
    String stream = layout.stream().name();
    return rows.map(new AcceptedRowFunction(), DecodedMessageType.of(layout))
        .name("accepted " + stream)
        .uid(UID + stream);
  }

  @Override
  public DecodedMessage map(RowData row) {
    return Accepted.ofHistory(row);
  }
}
