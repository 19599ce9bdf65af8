package io.tidemark.cli.sql;

import java.io.PrintWriter;
import java.util.List;
import org.apache.flink.table.api.internal.TableResultInternal;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.utils.print.RowDataToStringConverter;
import org.apache.flink.util.CloseableIterator;

/** Running query of a {@link SqlSession}, with its rows, as {@link SqlOutputFormat} prints them. */
final class SqlResult implements AutoCloseable {

  private final RowType type;
  private final RowDataToStringConverter texts;
  private final CloseableIterator<RowData> rows;

  SqlResult(TableResultInternal result) {
    this.type = (RowType) result.getResolvedSchema().toPhysicalRowDataType().getLogicalType();
    this.texts = result.getRowDataToStringConverter();
    this.rows = result.collectInternal();
  }

  /** Names and types of the columns. */
  RowType type() {
    return type;
  }

  /** The values as SQL casts them to text; null for NULL. */
  String[] texts(RowData row) {
    String[] cells = texts.convert(row);
    for (int i = 0; i < cells.length; i++) {
      cells[i] = row.isNullAt(i) ? null : cells[i];
    }
    return cells;
  }

  /** Names of the columns. */
  List<String> header() {
    return type.getFieldNames();
  }

  /**
   * Prints as many rows.
   *
   * @return whether there are more
   */
  boolean print(SqlOutputFormat format, long limit, PrintWriter out) throws Exception {
    SqlOutputFormat.Printer printer = format.printer(this, out);
    for (long printed = 0; rows.hasNext(); printed++) {
      RowData row = rows.next();
      if (printed == limit) {
        printer.end();
        return true;
      }
      printer.add(row);
    }
    printer.end();
    return false;
  }

  /** Ends the query, whether it is through or not. */
  @Override
  public void close() throws Exception {
    rows.close();
  }
}
