package io.tidemark.pipeline;

import io.tidemark.event.EventLayout;
import io.tidemark.event.decoder.DecodedMessage;
import io.tidemark.event.decoder.DecodedMessage.Rejected;
import io.tidemark.event.decoder.DecodedMessageType;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.table.data.RowData;

/**
 * Turns rejects of history into the messages that an {@link EventSource} gives, for {@link
 * FileEventSource}.
 */
final class RejectedRowFunction implements MapFunction<RowData, DecodedMessage> {

  private static final long serialVersionUID = 1L;

  private RejectedRowFunction() {}

  /**
   * The rejects as the stream's messages.
   *
   * @param uid uid and name of the operator
   */
  static DataStream<DecodedMessage> attach(
      DataStream<RowData> rejects, EventLayout layout, String uid) {
    return rejects.map(new RejectedRowFunction(), DecodedMessageType.of(layout)).name(uid).uid(uid);
  }

  @Override
  public DecodedMessage map(RowData reject) {
    return Rejected.ofHistory(reject);
  }
}
