package io.tidemark.lake;

import io.tidemark.definition.Partitioning;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.table.data.RowData;
import org.apache.iceberg.SerializableTable;
import org.apache.iceberg.Table;

/**
 * Writes rows to data files of a table without committing them, in BATCH mode: the sort by
 * partition and time that this mode does for a key keeps one file open at a time.
 *
 * @param layout what the rows look like
 * @param timeColumn the column that dates a row
 * @param uid uid and name of the writers
 */
public record StagedFiles(TableLayout layout, String timeColumn, String uid) {

  /** One element a file; the table stays as it is. */
  public DataStream<StagedFile> stage(Table table, DataStream<RowData> rows) {
    RowTime time = RowTime.of(layout, timeColumn);
    Table writable = SerializableTable.copyOf(table);
    long bucket = bucketOf(layout.partitioning());
    RetiredColumns retired = RetiredColumns.of(layout, table);
    return retired
        .fill(rows, uid)
        .assignTimestampsAndWatermarks(
            WatermarkStrategy.<RowData>noWatermarks()
                .withTimestampAssigner((row, before) -> time.millis(row)))
        .name(uid + "-time")
        .uid(uid + "-time")
        .keyBy(new Group(time, bucket), Types.SHORT)
        .transform(
            uid,
            TypeInformation.of(StagedFile.class),
            new StagingOperator(writable, retired.rowType(), time, bucket))
        .uid(uid);
  }

  /** Without partitions, a file a day all the same: that many can be written side by side. */
  private static long bucketOf(Partitioning partitioning) {
    Duration length =
        partitioning == Partitioning.NONE ? Partitioning.DAYS.length() : partitioning.length();
    return length.toMillis();
  }

  /**
   * The group of partitions that a row's belongs to; within one, rows are sorted by time, so that
   * partitions come one after the other. Flink sorts by the first eight bytes of key and time and
   * compares whole records only where these are equal: a key of two bytes leaves six for the time.
   */
  private record Group(RowTime time, long length) implements KeySelector<RowData, Short> {

    private static final long GROUPS = 1024;

    @Override
    public Short getKey(RowData row) {
      return (short) Math.floorMod(Math.floorDiv(time.millis(row), length), GROUPS);
    }
  }
}
