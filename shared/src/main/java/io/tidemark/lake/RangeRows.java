package io.tidemark.lake;

import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.RowDataSerializer;
import org.apache.flink.util.Collector;

/**
 * The rows of a range, out of files that hold others too, in the layout's own types: Iceberg gives
 * every timestamp back with microseconds.
 */
final class RangeRows implements FlatMapFunction<RowData, RowData> {

  private static final long serialVersionUID = 1L;

  private final RowTime time;
  private final RowDataSerializer serializer;
  private final boolean any;
  private final TimeRange range;

  /**
   * @param any false where the table was empty when the range was asked for
   */
  RangeRows(TableLayout layout, boolean any, TimeRange range) {
    this.time = RowTime.of(layout, range.column());
    this.serializer = new RowDataSerializer(layout.rowType());
    this.any = any;
    this.range = range;
  }

  @Override
  public void flatMap(RowData row, Collector<RowData> out) {
    if (any && range.contains(time.millis(row))) {
      out.collect(serializer.toBinaryRow(row).copy());
    }
  }
}
