package io.tidemark.backfill.audit;

import io.tidemark.backfill.audit.TriggerRecord.Kind;
import io.tidemark.feature.EntityKeySelector;
import io.tidemark.feature.FeatureLayout;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;

/** Turns rows of a feature table into {@link TriggerRecord}s, for {@link TriggerRecordSource}. */
final class FeatureRowRecordFunction implements MapFunction<RowData, RowData> {

  private static final String UID = "facts-of-rows";
  private static final long serialVersionUID = 1L;

  private final EntityKeySelector entity;
  private final int time;

  private FeatureRowRecordFunction(FeatureLayout layout) {
    this.entity = new EntityKeySelector(layout.entityType());
    this.time = layout.timeIndex();
  }

  /**
   * The rows' records.
   *
   * @param rows of which the identity is enough
   */
  static DataStream<RowData> attach(DataStream<RowData> rows, FeatureLayout layout) {
    return rows.map(new FeatureRowRecordFunction(layout), InternalTypeInfo.of(TriggerRecord.TYPE))
        .name("facts of rows")
        .uid(UID);
  }

  @Override
  public RowData map(RowData row) {
    return new TriggerRecord(Kind.ROW, TriggerRecord.entity(entity, row), 0, 0)
        .row(row.getTimestamp(time, 3), row.getString(time + 1), row.getString(time + 2));
  }
}
