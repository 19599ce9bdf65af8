package io.tidemark.lake.read;

import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.utils.JoinedRowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.logical.RowType;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;

/**
 * Gives decimals the precision that their column has now. From a file that is older than the
 * widening of the column, Iceberg's reader returns them with the file's precision, which Flink does
 * not expect. {@link LakeSource} reads through it.
 */
public final class DecimalPrecisionConverter {

  private static final String UID = "decimals";

  private DecimalPrecisionConverter() {}

  /**
   * The rows as they should be; the same stream where no decimal of the table was ever narrower.
   *
   * @param rows as Iceberg's reader gives them; they are given on as objects that are used again
   * @param rowType of these rows
   * @param source uid of their source
   */
  static DataStream<RowData> attach(
      DataStream<RowData> rows, Table table, RowType rowType, String source) {
    return widened(rows, table, rowType, source + "-" + UID);
  }

  /** The same in a job that reads from one table alone. */
  public static DataStream<RowData> attach(DataStream<RowData> rows, Table table, RowType rowType) {
    return widened(rows, table, rowType, UID);
  }

  private static DataStream<RowData> widened(
      DataStream<RowData> rows, Table table, RowType rowType, String uid) {
    boolean widened = table.schema().columns().stream().anyMatch(f -> wasNarrower(table, f));
    return widened ? Widen.attach(rows, rowType, uid) : rows;
  }

  private static boolean wasNarrower(Table table, Types.NestedField field) {
    return field.type().typeId() == Type.TypeID.DECIMAL
        && table.schemas().values().stream().anyMatch(schema -> differs(schema, field));
  }

  private static boolean differs(Schema schema, Types.NestedField field) {
    Types.NestedField then = schema.findField(field.fieldId());
    return then != null && !then.type().equals(field.type());
  }

  private static final class Widen implements MapFunction<RowData, RowData> {
    private static final long serialVersionUID = 1L;

    private transient Row row;

    static DataStream<RowData> attach(DataStream<RowData> rows, RowType rowType, String uid) {
      return rows.map(new Widen())
          .returns(InternalTypeInfo.of(rowType))
          .setParallelism(rows.getParallelism())
          .name(uid)
          .uid(uid);
    }

    @Override
    public RowData map(RowData narrow) {
      row = row == null ? new Row() : row;
      return row.replace(narrow, Row.NOTHING);
    }
  }

  private static final class Row extends JoinedRowData {
    static final RowData NOTHING = new GenericRowData(0);

    @Override
    public DecimalData getDecimal(int position, int precision, int scale) {
      DecimalData value = super.getDecimal(position, precision, scale);
      return value.precision() == precision
          ? value
          : DecimalData.fromBigDecimal(value.toBigDecimal(), precision, scale);
    }
  }
}
