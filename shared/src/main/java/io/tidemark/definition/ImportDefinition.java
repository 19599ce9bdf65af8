package io.tidemark.definition;

import java.util.List;
import org.apache.flink.table.types.logical.LogicalType;

/**
 * Import: files of history that become events of a stream without having been in Kafka. Each of the
 * stream's columns is an expression ({@link Value}) over the columns of the files.
 *
 * @param name snake_case name, unlike that of any other import of the pipeline
 * @param stream name of the stream
 * @param format of the files
 * @param delimiter between the values of a line; of CSV alone
 * @param columns what is read of the files; the stream's own columns by default
 * @param values one for each column of the stream, in its order
 */
public record ImportDefinition(
    String name,
    String stream,
    FileFormat format,
    char delimiter,
    List<ColumnDefinition> columns,
    List<Value> values) {

  /** Column that expressions read beside those of the files: the URI of the record's file. */
  public static final String FILE = "_file";

  /**
   * Column that expressions read beside those of the files: the position of the record in its file,
   * from 0.
   */
  public static final String ROW = "_row";

  public ImportDefinition {
    columns = List.copyOf(columns);
    values = List.copyOf(values);
  }

  /**
   * Expression that gives one column of the stream its value.
   *
   * @param column name of the column
   * @param type of the column
   * @param written the expression as written; {@code NULL} where there is none
   * @param sql the same as the column's type
   */
  public record Value(String column, LogicalType type, String written, String sql) {}
}
