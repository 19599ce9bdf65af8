package io.tidemark.backfill.imports;

import io.tidemark.event.RejectLayout;
import io.tidemark.event.RejectReason;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.functions.RichFilterFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.table.data.RowData;

/** Counts rejects by reason in accumulators and passes them on, for {@link StagingResult}. */
final class RejectReasonCounter extends RichFilterFunction<RowData> {

  private static final String UID = "count-reasons";
  private static final long serialVersionUID = 1L;

  private static final String COUNTER = "rejects-by-reason-";
  private static final int REASON =
      RejectLayout.table().rowType().getFieldIndex(RejectLayout.REASON);

  private RejectReasonCounter() {}

  /** The rejects as they are. */
  static DataStream<RowData> attach(DataStream<RowData> rejects) {
    return rejects.filter(new RejectReasonCounter()).name("count reasons").uid(UID);
  }

  @Override
  public boolean filter(RowData row) {
    getRuntimeContext().getLongCounter(COUNTER + row.getString(REASON)).add(1);
    return true;
  }

  /** What was counted, without what there was none of. */
  static SortedMap<String, Long> counts(JobExecutionResult end) {
    SortedMap<String, Long> counts = new TreeMap<>();
    for (RejectReason reason : RejectReason.values()) {
      Long count = end.getAccumulatorResult(COUNTER + reason);
      if (count != null) {
        counts.put(reason.name(), count);
      }
    }
    return counts;
  }
}
