package io.tidemark.pipeline;

import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.table.data.RowData;

/**
 * Assigns record timestamps from a TIMESTAMP_LTZ(3) column; watermarks pass unchanged. It follows
 * {@link SqlExpressionPlanner}, whose rows have no timestamps in BATCH.
 */
final class AssignTimestampsOperator extends AbstractStreamOperator<RowData>
    implements OneInputStreamOperator<RowData, RowData> {

  private static final long serialVersionUID = 1L;

  private final int timeIndex;

  AssignTimestampsOperator(int timeIndex) {
    this.timeIndex = timeIndex;
  }

  @Override
  public void processElement(StreamRecord<RowData> element) {
    element.setTimestamp(element.getValue().getTimestamp(timeIndex, 3).getMillisecond());
    output.collect(element);
  }
}
