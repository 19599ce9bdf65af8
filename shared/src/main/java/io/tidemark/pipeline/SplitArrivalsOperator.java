package io.tidemark.pipeline;

import io.tidemark.event.decoder.DecodedMessage;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.table.data.RowData;

/**
 * Runs {@link SplitArrivalsFunction}, and repeats the last watermark when the input is declared
 * complete: Flink drops that of a source which is idle at that moment.
 */
final class SplitArrivalsOperator extends ProcessOperator<DecodedMessage, RowData> {

  private static final long serialVersionUID = 1L;

  SplitArrivalsOperator(String stream) {
    super(new SplitArrivalsFunction(stream));
  }

  @Override
  public void finish() throws Exception {
    output.emitWatermarkStatus(WatermarkStatus.ACTIVE);
    output.emitWatermark(Watermark.MAX_WATERMARK);
    super.finish();
  }
}
