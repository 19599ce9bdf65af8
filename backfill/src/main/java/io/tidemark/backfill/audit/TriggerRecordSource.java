package io.tidemark.backfill.audit;

import io.tidemark.backfill.audit.TriggerRecord.Kind;
import io.tidemark.definition.FeatureSet;
import io.tidemark.definition.Pipeline;
import io.tidemark.definition.StreamDefinition;
import io.tidemark.event.EventLayout;
import io.tidemark.feature.EntityKeySelector;
import io.tidemark.feature.FeatureLayout;
import io.tidemark.feature.TriggerPredicate;
import io.tidemark.lake.Lake;
import io.tidemark.lake.TableLayout;
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
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.binary.BinaryRowData;
import org.apache.flink.table.data.binary.BinarySegmentUtils;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;

/**
 * Reads the {@link TriggerRecord}s of a feature set from its event tables, its feature table and
 * the late ledger.
 */
final class TriggerRecordSource {

  private static final TimeRange ALWAYS = TimeRange.always(EventLayout.EVENT_TIME);
  private static final InternalTypeInfo<RowData> RECORDS = InternalTypeInfo.of(TriggerRecord.TYPE);

  private final StreamExecutionEnvironment env;
  private final Pipeline pipeline;
  private final FeatureSet set;
  private final Lake lake;
  private final int time;
  private final EntityKeySelector entity;

  TriggerRecordSource(
      StreamExecutionEnvironment env, Pipeline pipeline, FeatureSet set, Lake lake) {
    this.env = env;
    this.pipeline = pipeline;
    this.set = set;
    this.lake = lake;
    this.time = set.entity().size();
    this.entity = new EntityKeySelector(new FeatureLayout(set).entityType());
  }

  /** The events of all its streams. */
  DataStream<RowData> events(Map<String, TableVersion> versions) {
    List<StreamDefinition> streams =
        set.inputs().stream().map(i -> pipeline.stream(i.stream())).toList();
    List<String> names = streams.stream().map(StreamDefinition::name).toList();
    LakeEventSource source = new LakeEventSource(lake, versions, ALWAYS);
    TriggerPredicate asks = new TriggerPredicate(set);
    int at = time;
    EntityKeySelector key = entity;
    return new PipelineGraph(env, pipeline, source, new PipelineSinks() {})
        .inputs(streams, List.of(set))
        .get(set.name())
        .map(
            event ->
                new TriggerRecord(
                        asks.test(event) ? Kind.ASKS : Kind.SILENT,
                        bytes(key, event),
                        event.getInt(at + 3),
                        event.getLong(at + 4))
                    .row(
                        event.getTimestamp(at, 3),
                        event.getString(at + 1),
                        StringData.fromString(names.get(event.getInt(at + 2)))),
            RECORDS)
        .name("events")
        .uid("facts-of-events");
  }

  /** The rows of its table. */
  DataStream<RowData> rows(OptionalLong snapshot) {
    int at = time;
    EntityKeySelector key = entity;
    TableLayout table = new FeatureLayout(set).table();
    String[] identity = table.rowType().getFieldNames().subList(0, at + 3).toArray(String[]::new);
    return new LakeSource(table.select(identity), snapshot, ALWAYS, "rows")
        .read(lake, env)
        .map(
            row ->
                new TriggerRecord(Kind.ROW, bytes(key, row), 0, 0)
                    .row(row.getTimestamp(at, 3), row.getString(at + 1), row.getString(at + 2)),
            RECORDS)
        .name("facts of rows")
        .uid("facts-of-rows");
  }

  /** Its entries in the late ledger. */
  DataStream<RowData> late() {
    TableLayout ledger =
        LateLedger.LAYOUT.select(
            "event_time",
            "event_id",
            "stream",
            "feature_set",
            EventLayout.PARTITION,
            EventLayout.OFFSET);
    String name = set.name();
    OptionalLong snapshot = TableVersion.of(lake.table(LateLedger.TABLE)).snapshot();
    return new LakeSource(ledger, snapshot, ALWAYS, "late")
        .read(lake, env)
        .filter(entry -> entry.getString(3).toString().equals(name))
        .name("of the set")
        .uid("late-of-the-set")
        .map(
            entry ->
                new TriggerRecord(Kind.LATE, new byte[0], entry.getInt(4), entry.getLong(5))
                    .row(entry.getTimestamp(0, 3), entry.getString(1), entry.getString(2)),
            RECORDS)
        .name("facts of the ledger")
        .uid("facts-of-the-ledger");
  }

  private static byte[] bytes(EntityKeySelector key, RowData row) {
    BinaryRowData entity = (BinaryRowData) key.getKey(row);
    return BinarySegmentUtils.copyToBytes(
        entity.getSegments(), entity.getOffset(), entity.getSizeInBytes());
  }
}
