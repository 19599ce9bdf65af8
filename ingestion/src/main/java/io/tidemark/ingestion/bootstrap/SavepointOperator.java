package io.tidemark.ingestion.bootstrap;

import io.tidemark.definition.FeatureSet;
import io.tidemark.feature.HistoryOperator;
import io.tidemark.feature.SlotPlan;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.core.fs.Path;
import org.apache.flink.state.api.output.SnapshotUtils;
import org.apache.flink.state.api.output.TaggedOperatorSubtaskState;
import org.apache.flink.streaming.api.graph.StreamConfig;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.SimpleOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperatorFactory;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.table.data.RowData;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a feature set's engine over its history without output, and emits the operator's snapshot at
 * the end of the input.
 *
 * <p>Flink's savepoint writer runs it in a thread whose failures reach nobody. So it logs a failure
 * and emits nothing, and {@link SavepointCompletenessCheck} finds the gap.
 */
final class SavepointOperator extends HistoryOperator<TaggedOperatorSubtaskState>
    implements BoundedOneInput {

  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(SavepointOperator.class);

  private final long checkpoint;
  private final Path path;
  private transient boolean failed;

  private SavepointOperator(
      FeatureSet set, long writtenUpTo, ReadableConfig settings, long checkpoint, Path path) {
    super(set, SlotPlan.of(set), writtenUpTo, settings);
    this.checkpoint = checkpoint;
    this.path = path;
  }

  static StreamOperatorFactory<TaggedOperatorSubtaskState> factory(
      FeatureSet set, long writtenUpTo, ReadableConfig settings, long checkpoint, Path path) {
    return SimpleOperatorFactory.of(
        new SavepointOperator(set, writtenUpTo, settings, checkpoint, path));
  }

  @Override
  public void processElement(StreamRecord<RowData> element) {
    if (!failed) {
      attempt(() -> super.processElement(element));
    }
  }

  @Override
  public void endInput() {
    if (!failed) {
      attempt(
          () -> {
            settle();
            output.collect(new StreamRecord<>(snapshot()));
          });
    }
  }

  private TaggedOperatorSubtaskState snapshot() throws Exception {
    StreamConfig config = getContainingTask().getConfiguration();
    return SnapshotUtils.snapshot(
        checkpoint,
        this,
        getRuntimeContext().getTaskInfo().getIndexOfThisSubtask(),
        0,
        config.isExactlyOnceCheckpointMode(),
        config.isUnalignedCheckpointsEnabled(),
        config.getConfiguration(),
        path);
  }

  private interface Step {
    void run() throws Exception;
  }

  private void attempt(Step step) {
    try {
      step.run();
    } catch (Exception | Error e) {
      failed = true;
      LOG.error("The state cannot be rebuilt.", e);
    }
  }
}
