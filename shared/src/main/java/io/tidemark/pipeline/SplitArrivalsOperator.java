package io.tidemark.pipeline;

import io.tidemark.event.EventLayout;
import io.tidemark.event.decoder.DecodedMessage;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;

/**
 * Runs {@link SplitArrivalsFunction}, and repeats the last watermark when the input is declared
 * complete: Flink drops that of a source which is idle at that moment.
 */
final class SplitArrivalsOperator extends ProcessOperator<DecodedMessage, RowData> {

  private static final String UID = "accept-";
  private static final long serialVersionUID = 1L;

  private SplitArrivalsOperator(String stream) {
    super(new SplitArrivalsFunction(stream));
  }

  /** The events of a stream; its rejects are in {@link SplitArrivalsFunction#REJECTS}. */
  static SingleOutputStreamOperator<RowData> attach(
      DataStream<DecodedMessage> messages, EventLayout layout) {
    String stream = layout.stream().name();
    return messages
        .transform(
            "accept " + stream,
            InternalTypeInfo.of(layout.rowType()),
            new SplitArrivalsOperator(stream))
        .uid(UID + stream);
  }

  @Override
  public void finish() throws Exception {
    output.emitWatermarkStatus(WatermarkStatus.ACTIVE);
    output.emitWatermark(Watermark.MAX_WATERMARK);
    super.finish();
  }
}
