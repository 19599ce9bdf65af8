package io.tidemark.backfill.audit;

import io.tidemark.backfill.audit.TriggerRecord.Kind;
import io.tidemark.definition.FeatureSet;
import io.tidemark.feature.EntityKeySelector;
import io.tidemark.feature.FeatureLayout;
import io.tidemark.feature.TriggerPredicate;
import java.util.List;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;

/**
 * Turns the events that a feature set reads into {@link TriggerRecord}s, for {@link
 * TriggerRecordSource}.
 */
final class EventRecordFunction implements MapFunction<RowData, RowData> {

  private static final String UID = "facts-of-events";
  private static final long serialVersionUID = 1L;

  private final TriggerPredicate asks;
  private final EntityKeySelector entity;
  private final int time;
  private final List<String> streams;

  private EventRecordFunction(FeatureSet set) {
    this.asks = new TriggerPredicate(set);
    this.entity = new EntityKeySelector(new FeatureLayout(set).entityType());
    this.time = set.entity().size();
    this.streams = set.inputs().stream().map(FeatureSet.Input::stream).toList();
  }

  /**
   * The events' records.
   *
   * @param events as the set's operator reads them
   */
  static DataStream<RowData> attach(DataStream<RowData> events, FeatureSet set) {
    return events
        .map(new EventRecordFunction(set), InternalTypeInfo.of(TriggerRecord.TYPE))
        .name("events")
        .uid(UID);
  }

  @Override
  public RowData map(RowData event) {
    TriggerRecord fact =
        new TriggerRecord(
            asks.test(event) ? Kind.ASKS : Kind.SILENT,
            TriggerRecord.entity(entity, event),
            event.getInt(time + 3),
            event.getLong(time + 4));
    return fact.row(
        event.getTimestamp(time, 3),
        event.getString(time + 1),
        StringData.fromString(streams.get(event.getInt(time + 2))));
  }
}
