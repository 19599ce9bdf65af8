package io.tidemark.lake.write;

import io.tidemark.lake.TableLayout;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.utils.JoinedRowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.iceberg.Table;
import org.apache.iceberg.flink.FlinkSchemaUtil;
import org.apache.iceberg.types.Types;

/**
 * Columns that a table has behind those of its layout; new rows leave them NULL. {@link LakeSink}
 * and {@link StagingWriter} fill them, since rows are written by position.
 *
 * @param rowType type of the table's rows: the layout's columns, then these
 * @param count how many they are
 */
record RetiredColumns(RowType rowType, int count) {

  static RetiredColumns of(TableLayout layout, Table table) {
    List<RowType.RowField> fields = new ArrayList<>(layout.rowType().getFields());
    List<Types.NestedField> columns = table.schema().columns();
    for (Types.NestedField extra : columns.subList(fields.size(), columns.size())) {
      LogicalType type = FlinkSchemaUtil.convert(extra.type()).copy(true);
      fields.add(new RowType.RowField(extra.name(), type));
    }
    return new RetiredColumns(new RowType(false, fields), fields.size() - layout.columns().size());
  }

  /**
   * The rows as the table has them.
   *
   * @param uid of what they are written by
   */
  DataStream<RowData> fill(DataStream<RowData> rows, String uid) {
    if (count == 0) {
      return rows;
    }
    return AppendNulls.attach(rows, this, uid);
  }

  private record AppendNulls(int count) implements MapFunction<RowData, RowData> {

    private static final String UID = "-retired";

    static DataStream<RowData> attach(
        DataStream<RowData> rows, RetiredColumns columns, String uid) {
      return rows.map(new AppendNulls(columns.count), InternalTypeInfo.of(columns.rowType))
          .name(uid + UID)
          .uid(uid + UID);
    }

    @Override
    public RowData map(RowData row) {
      return new JoinedRowData(row.getRowKind(), row, new GenericRowData(count));
    }
  }
}
