package io.tidemark.backfill;

import io.tidemark.feature.FeatureLayout;
import io.tidemark.lake.TimeRange;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFilterFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.table.data.RowData;

/**
 * Keeps the rows of the range and counts them in an accumulator, which {@code RangePublisher}
 * compares with the rows in the staged files of {@link BackfillJob}.
 */
final class RangeFilter extends RichFilterFunction<RowData> {

  /** Accumulator: rows handed on. */
  static final String ROWS = "rowsInRange";

  private static final String UID = "range-";
  private static final long serialVersionUID = 1L;

  private final TimeRange range;
  private final int timeIndex;
  private final LongCounter rows = new LongCounter();

  private RangeFilter(TimeRange range, int timeIndex) {
    this.range = range;
    this.timeIndex = timeIndex;
  }

  /** The rows of the range. */
  static DataStream<RowData> attach(
      DataStream<RowData> rows, FeatureLayout layout, TimeRange range) {
    String set = layout.set().name();
    return rows.filter(new RangeFilter(range, layout.timeIndex()))
        .name("range of " + set)
        .uid(UID + set);
  }

  @Override
  public void open(OpenContext context) {
    getRuntimeContext().addAccumulator(ROWS, rows);
  }

  @Override
  public boolean filter(RowData row) {
    boolean inside = range.contains(row.getTimestamp(timeIndex, 3).getMillisecond());
    if (inside) {
      rows.add(1);
    }
    return inside;
  }
}
