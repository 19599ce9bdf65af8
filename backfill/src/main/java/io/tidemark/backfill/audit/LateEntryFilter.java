package io.tidemark.backfill.audit;

import io.tidemark.definition.FeatureSet;
import org.apache.flink.api.common.functions.FilterFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.table.data.RowData;

/** Keeps the entries of the late ledger that are of one feature set. */
final class LateEntryFilter implements FilterFunction<RowData> {

  private static final String UID = "late-of-the-set";
  private static final long serialVersionUID = 1L;
  private static final int SET =
      LateEntryRecordFunction.ENTRY.rowType().getFieldIndex("feature_set");

  private final String set;

  private LateEntryFilter(String set) {
    this.set = set;
  }

  /**
   * The entries of the set.
   *
   * @param entries in the layout of {@link LateEntryRecordFunction#ENTRY}
   */
  static DataStream<RowData> attach(DataStream<RowData> entries, FeatureSet set) {
    return entries.filter(new LateEntryFilter(set.name())).name("of the set").uid(UID);
  }

  @Override
  public boolean filter(RowData entry) {
    return entry.getString(SET).toString().equals(set);
  }
}
