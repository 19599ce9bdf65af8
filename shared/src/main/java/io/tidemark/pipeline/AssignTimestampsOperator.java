package io.tidemark.pipeline;

import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.logical.RowType;

/**
 * Assigns record timestamps from a TIMESTAMP_LTZ(3) column; watermarks pass unchanged. It follows
 * {@link SqlExpressionPlanner}, whose rows have no timestamps in BATCH.
 */
final class AssignTimestampsOperator extends AbstractStreamOperator<RowData>
    implements OneInputStreamOperator<RowData, RowData> {

  private static final String UID = "date-";
  private static final long serialVersionUID = 1L;

  private final int timeIndex;

  private AssignTimestampsOperator(int timeIndex) {
    this.timeIndex = timeIndex;
  }

  /**
   * The rows with timestamps.
   *
   * @param type of the rows
   * @param what the rows are called, unlike any others of the job
   */
  static DataStream<RowData> attach(
      DataStream<RowData> rows, RowType type, int timeIndex, String what) {
    return rows.transform(
            "date " + what, InternalTypeInfo.of(type), new AssignTimestampsOperator(timeIndex))
        .uid(UID + what);
  }

  @Override
  public void processElement(StreamRecord<RowData> element) {
    element.setTimestamp(element.getValue().getTimestamp(timeIndex, 3).getMillisecond());
    output.collect(element);
  }
}
