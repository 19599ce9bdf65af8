package io.tidemark.feature;

import io.tidemark.lake.Progress;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.util.OutputTag;

/**
 * The keyed operator around {@link FeatureFunction}: it tells the function of every watermark, and
 * with every checkpoint it reports up to which event time its rows are final.
 */
public final class FeatureOperator extends KeyedProcessOperator<RowData, RowData, RowData> {

  /**
   * Progress reports: feature set, job id, checkpoint id, subtask, parallelism, watermark (epoch
   * milliseconds; {@link Long#MAX_VALUE}: the input was declared complete).
   */
  public static final OutputTag<RowData> PROGRESS =
      new OutputTag<>("progress", InternalTypeInfo.of(Progress.LAYOUT.rowType()));

  private static final long serialVersionUID = 1L;

  private final String set;
  private final FeatureFunction function;

  private transient long lastCheckpoint;
  private transient boolean finished;

  public FeatureOperator(String set, FeatureFunction function) {
    super(function);
    this.set = set;
    this.function = function;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    lastCheckpoint = context.getRestoredCheckpointId().orElse(0);
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    function.advance(mark.getTimestamp());
    super.processWatermark(mark);
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
    super.prepareSnapshotPreBarrier(checkpointId);
    lastCheckpoint = checkpointId;
    if (!finished) {
      report(checkpointId);
    }
  }

  /**
   * The sinks take nothing after their input has ended, so the last checkpoint is reported ahead of
   * it.
   */
  @Override
  public void finish() throws Exception {
    super.finish();
    finished = true;
    report(lastCheckpoint + 1);
  }

  private void report(long checkpointId) {
    RowData report =
        GenericRowData.of(
            StringData.fromString(set),
            StringData.fromString(getRuntimeContext().getJobInfo().getJobId().toHexString()),
            checkpointId,
            getRuntimeContext().getTaskInfo().getIndexOfThisSubtask(),
            function.finalUpTo(),
            getRuntimeContext().getTaskInfo().getNumberOfParallelSubtasks());
    output.collect(PROGRESS, new StreamRecord<>(report));
  }
}
