package io.tidemark.backfill.audit;

import io.tidemark.definition.FeatureSet;
import io.tidemark.definition.Pipeline;
import io.tidemark.definition.StreamDefinition;
import io.tidemark.event.EventLayout;
import io.tidemark.feature.FeatureLayout;
import io.tidemark.lake.Lake;
import io.tidemark.lake.TableVersion;
import io.tidemark.lake.TimeRange;
import io.tidemark.lake.ledger.LateLedger;
import io.tidemark.lake.read.LakeSource;
import io.tidemark.pipeline.LakeEventSource;
import io.tidemark.pipeline.PipelineGraph;
import io.tidemark.pipeline.PipelineSinks;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.data.RowData;

/**
 * Reads the {@link TriggerRecord}s of a feature set from its event tables, its feature table and
 * the late ledger.
 */
final class TriggerRecordSource {

  private static final TimeRange ALWAYS = TimeRange.always(EventLayout.EVENT_TIME);
  private static final String ROWS_UID = "rows";
  private static final String LATE_UID = "late";

  private final StreamExecutionEnvironment env;
  private final Pipeline pipeline;
  private final FeatureSet set;
  private final Lake lake;

  TriggerRecordSource(
      StreamExecutionEnvironment env, Pipeline pipeline, FeatureSet set, Lake lake) {
    this.env = env;
    this.pipeline = pipeline;
    this.set = set;
    this.lake = lake;
  }

  /** The events of all its streams. */
  DataStream<RowData> events(Map<String, TableVersion> versions) {
    List<StreamDefinition> streams =
        set.inputs().stream().map(i -> pipeline.stream(i.stream())).toList();
    LakeEventSource source = new LakeEventSource(lake, versions, ALWAYS);
    DataStream<RowData> events =
        new PipelineGraph(env, pipeline, source, new PipelineSinks() {})
            .inputs(streams, List.of(set))
            .get(set.name());
    return EventRecordFunction.attach(events, set);
  }

  /** The rows of its table. */
  DataStream<RowData> rows(OptionalLong snapshot) {
    FeatureLayout layout = new FeatureLayout(set);
    String[] identity =
        layout.rowType().getFieldNames().subList(0, layout.identityArity()).toArray(String[]::new);
    DataStream<RowData> rows =
        new LakeSource(layout.table().select(identity), snapshot, ALWAYS, ROWS_UID).read(lake, env);
    return FeatureRowRecordFunction.attach(rows, layout);
  }

  /** Its entries in the late ledger. */
  DataStream<RowData> late() {
    OptionalLong snapshot = TableVersion.of(lake.table(LateLedger.TABLE)).snapshot();
    DataStream<RowData> entries =
        new LakeSource(LateEntryRecordFunction.ENTRY, snapshot, ALWAYS, LATE_UID).read(lake, env);
    return LateEntryRecordFunction.attach(LateEntryFilter.attach(entries, set));
  }
}
