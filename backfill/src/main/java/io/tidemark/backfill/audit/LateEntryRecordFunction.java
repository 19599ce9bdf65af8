package io.tidemark.backfill.audit;

import io.tidemark.backfill.audit.TriggerRecord.Kind;
import io.tidemark.event.EventLayout;
import io.tidemark.lake.TableLayout;
import io.tidemark.lake.ledger.LateLedger;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;

/**
 * Turns entries of the late ledger into {@link TriggerRecord}s, for {@link TriggerRecordSource}.
 */
final class LateEntryRecordFunction implements MapFunction<RowData, RowData> {

  /** The columns of an entry that it needs; {@link LateEntryFilter} reads the set. */
  static final TableLayout ENTRY =
      LateLedger.LAYOUT.select(
          "event_time",
          "event_id",
          "stream",
          "feature_set",
          EventLayout.PARTITION,
          EventLayout.OFFSET);

  private static final String UID = "facts-of-the-ledger";
  private static final long serialVersionUID = 1L;

  private LateEntryRecordFunction() {}

  /**
   * The entries' records.
   *
   * @param entries in the layout of {@link #ENTRY}
   */
  static DataStream<RowData> attach(DataStream<RowData> entries) {
    return entries
        .map(new LateEntryRecordFunction(), InternalTypeInfo.of(TriggerRecord.TYPE))
        .name("facts of the ledger")
        .uid(UID);
  }

  @Override
  public RowData map(RowData entry) {
    return new TriggerRecord(Kind.LATE, new byte[0], entry.getInt(4), entry.getLong(5))
        .row(entry.getTimestamp(0, 3), entry.getString(1), entry.getString(2));
  }
}
