package io.tidemark.lake.read;

import io.tidemark.lake.TableLayout;
import io.tidemark.lake.TimeColumn;
import io.tidemark.lake.TimeRange;
import org.apache.flink.api.common.functions.FilterFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.table.data.RowData;

/**
 * Keeps the rows of a range, for {@link LakeSource}: files hold rows of other times too. Rows are
 * the reader's own objects, which it reuses.
 */
final class TimeRangeRowFilter implements FilterFunction<RowData> {

  private static final String UID = "-range";
  private static final long serialVersionUID = 1L;

  private final TimeColumn time;
  private final boolean any;
  private final TimeRange range;

  /**
   * @param any false where the table was empty when the range was asked for
   */
  private TimeRangeRowFilter(TableLayout layout, boolean any, TimeRange range) {
    this.time = TimeColumn.of(layout, range.column());
    this.any = any;
    this.range = range;
  }

  /**
   * The rows of the range.
   *
   * @param any false where the table was empty when the range was asked for
   * @param source uid of the source of the rows
   */
  static DataStream<RowData> attach(
      DataStream<RowData> rows, TableLayout layout, boolean any, TimeRange range, String source) {
    return rows.filter(new TimeRangeRowFilter(layout, any, range))
        .name(source + UID)
        .uid(source + UID);
  }

  @Override
  public boolean filter(RowData row) {
    return any && range.contains(time.millis(row));
  }
}
