package io.tidemark.lake.read;

import io.tidemark.lake.Lake;
import io.tidemark.lake.TableLayout;
import io.tidemark.lake.TimeColumn;
import io.tidemark.lake.TimeRange;
import java.util.List;
import java.util.OptionalLong;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.flink.source.IcebergSource;
import org.apache.iceberg.types.Types;

/**
 * Reads a range of a table at one snapshot with Iceberg's Flink source, and assigns event time.
 * Iceberg prunes files by the range; {@link TimeRangeRowFilter} makes it exact to the row, {@link
 * DecimalPrecisionConverter} adapts old files.
 *
 * @param layout the columns to read, by name, in this order and of these types
 * @param snapshot the snapshot; empty where the table had none, and then there are no rows
 * @param range the range, exact to the row
 * @param uid uid and name of the source; those of its operators derive from it
 */
public record LakeSource(TableLayout layout, OptionalLong snapshot, TimeRange range, String uid) {

  private static final String TIME_UID = "-time";

  /** The rows, as the layout's row type has them, dated by the range's column. */
  public DataStream<RowData> read(Lake lake, StreamExecutionEnvironment environment) {
    Table table = lake.table(layout.name());
    Schema projection = projection(table.schema());
    IcebergSource.Builder<RowData> source =
        IcebergSource.forRowData()
            .tableLoader(lake.loader(layout.name()))
            .table(table)
            .project(projection)
            .filters(List.of(range.filter()));
    snapshot.ifPresent(source::useSnapshotId);
    TimeColumn time = TimeColumn.of(layout, range.column());
    DataStream<RowData> rows =
        environment
            .fromSource(
                source.build(),
                WatermarkStrategy.noWatermarks(),
                uid,
                InternalTypeInfo.of(layout.rowType()))
            .uid(uid);
    DataStream<RowData> whole =
        DecimalPrecisionConverter.attach(rows, table, layout.rowType(), uid);
    return TimeRangeRowFilter.attach(whole, layout, snapshot.isPresent(), range, uid)
        .assignTimestampsAndWatermarks(
            WatermarkStrategy.<RowData>noWatermarks()
                .withTimestampAssigner((row, before) -> time.millis(row)))
        .name(uid + TIME_UID)
        .uid(uid + TIME_UID);
  }

  private Schema projection(Schema schema) {
    List<Types.NestedField> fields =
        layout.columns().stream().map(c -> schema.findField(c.name())).toList();
    return new Schema(fields);
  }
}
