package io.tidemark.event.file;

import io.tidemark.definition.ColumnDefinition;
import io.tidemark.definition.ImportDefinition;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LocalZonedTimestampType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.RowType.RowField;
import org.apache.flink.table.types.logical.VarBinaryType;
import org.apache.flink.table.types.logical.VarCharType;

/**
 * Layout of a record of a file as a row: the columns of the import, then where the record lies,
 * then its text. {@link ImportFileReader} makes such rows, {@link FileRecordConverter} takes them
 * apart.
 *
 * @param columns number of the columns of the import
 */
public record FileRowLayout(RowType rowType, int columns) implements Serializable {

  /** Column with the number of the file. */
  private static final String NUMBER = "_number";

  /** Column with the time at which the file was imported. */
  private static final String ARRIVED = "_arrived";

  /** Column with the record's text; NULL where files are no text. */
  private static final String TEXT = "_text";

  // Positions behind the columns of the import.
  private static final int FILE_AT = 0;
  private static final int ROW_AT = 1;
  private static final int NUMBER_AT = 2;
  private static final int ARRIVED_AT = 3;
  private static final int TEXT_AT = 4;

  /** The layout of an import's records. */
  public static FileRowLayout of(ImportDefinition definition) {
    List<RowField> fields = new ArrayList<>();
    for (ColumnDefinition column : definition.columns()) {
      fields.add(new RowField(column.name(), column.type()));
    }
    fields.add(new RowField(ImportDefinition.FILE, new VarCharType(false, VarCharType.MAX_LENGTH)));
    fields.add(new RowField(ImportDefinition.ROW, new BigIntType(false)));
    fields.add(new RowField(NUMBER, new IntType(false)));
    fields.add(new RowField(ARRIVED, new LocalZonedTimestampType(false, 3)));
    fields.add(new RowField(TEXT, new VarBinaryType(VarBinaryType.MAX_LENGTH)));
    return new FileRowLayout(new RowType(false, fields), definition.columns().size());
  }

  /** Position of the timestamp that a row has as long as it is no event. */
  public int arrivedIndex() {
    return columns + ARRIVED_AT;
  }

  /** The columns of the import alone. */
  public RowType ofColumns() {
    return new RowType(
        true,
        rowType.getFields().subList(0, columns).stream()
            .map(f -> new RowField(f.getName(), f.getType().copy(true)))
            .toList());
  }

  GenericRowData newRow(ImportFile file, long row, byte[] text) {
    GenericRowData result = new GenericRowData(rowType.getFieldCount());
    result.setField(columns + FILE_AT, StringData.fromString(file.location()));
    result.setField(columns + ROW_AT, row);
    result.setField(columns + NUMBER_AT, file.number());
    result.setField(columns + ARRIVED_AT, TimestampData.fromEpochMillis(file.arrived()));
    result.setField(columns + TEXT_AT, text);
    return result;
  }

  /**
   * The file of a row.
   *
   * @param first how many columns stand before those of this layout
   */
  ImportFile file(RowData row, int first) {
    int at = first + columns;
    return new ImportFile(
        row.getString(at + FILE_AT).toString(),
        -1,
        -1,
        row.getTimestamp(at + ARRIVED_AT, 3).getMillisecond(),
        row.getInt(at + NUMBER_AT));
  }

  /** The number of a row in its file. */
  long row(RowData row, int first) {
    return row.getLong(first + columns + ROW_AT);
  }

  /** The text of a row; null where files are no text. */
  byte[] text(RowData row, int first) {
    int at = first + columns + TEXT_AT;
    return row.isNullAt(at) ? null : row.getBinary(at);
  }
}
