package io.tidemark.pipeline;

import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.table.data.RowData;
import org.apache.flink.types.Either;

/**
 * Runs {@link Intake}, and when the input is declared complete makes sure that everybody hears of
 * it: Flink drops the last watermark of a source that is idle at that moment.
 */
final class IntakeOperator extends ProcessOperator<Either<RowData, RowData>, RowData> {

  private static final long serialVersionUID = 1L;

  IntakeOperator(String stream) {
    super(new Intake(stream));
  }

  @Override
  public void finish() throws Exception {
    output.emitWatermarkStatus(WatermarkStatus.ACTIVE);
    output.emitWatermark(Watermark.MAX_WATERMARK);
    super.finish();
  }
}
