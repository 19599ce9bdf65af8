package io.tidemark.lake.write;

import io.tidemark.lake.TableLayout;
import io.tidemark.lake.TimeColumn;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Table;
import org.apache.iceberg.flink.FlinkSchemaUtil;

/**
 * Writes rows of a layout to data files of its table without committing them, in BATCH mode. A job
 * over history commits them afterwards: {@code RangePublisher} a range, {@code ImportCommitter}
 * files of an import. The work is done by {@link SortedStagingWriter}.
 *
 * @param layout what the rows look like
 * @param timeColumn the column that dates a row
 * @param what the rows are called, unlike any others of the job; uid and name of the writers are
 *     made of it
 */
public record StagingWriter(TableLayout layout, String timeColumn, String what) {

  private static final String UID = "stage-";
  private static final String AGAIN_UID = "compact";

  /** One element a file; the table stays as it is. */
  public DataStream<StagedFile> stage(Table table, DataStream<RowData> rows) {
    String uid = UID + what;
    RetiredColumns retired = RetiredColumns.of(layout, table);
    return new SortedStagingWriter(
            retired.rowType(), TimeColumn.of(layout, timeColumn), groupsOf(table), uid)
        .write(table, retired.fill(rows, uid));
  }

  /**
   * Writes rows that a table has once more: all of its columns, whatever a layout says.
   *
   * @param rows of the type that Flink has for the table's schema
   */
  public static DataStream<StagedFile> again(Table table, DataStream<RowData> rows) {
    RowType rowType = FlinkSchemaUtil.convert(table.schema());
    return new SortedStagingWriter(rowType, TimeColumn.NONE, table.spec(), AGAIN_UID)
        .write(table, rows);
  }

  /** Without partitions, a file a day all the same: a range of days can be replaced then. */
  private PartitionSpec groupsOf(Table table) {
    return table.spec().isPartitioned()
        ? table.spec()
        : PartitionSpec.builderFor(table.schema()).day(timeColumn).build();
  }
}
