package io.tidemark.benchmarks.flink;

import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.table.data.RowData;

/**
 * Pass-through operator in front of the sink, which tells {@link JobTimeTracker} when the last row
 * has passed.
 */
final class LastRowMeterOperator extends AbstractStreamOperator<RowData>
    implements OneInputStreamOperator<RowData, RowData> {

  private static final long serialVersionUID = 1L;

  static DataStream<RowData> before(DataStream<RowData> rows) {
    return rows.transform("meter", rows.getType(), new LastRowMeterOperator()).uid("meter");
  }

  @Override
  public void processElement(StreamRecord<RowData> element) {
    output.collect(element);
  }

  @Override
  public void finish() throws Exception {
    JobTimeTracker.lastRow();
    super.finish();
  }
}
