package io.tidemark.lake;

import io.tidemark.definition.Partitioning;
import java.util.List;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;

/**
 * What a table should look like.
 *
 * @param name table name inside the pipeline's namespace
 * @param doc table comment; empty if none
 * @param columns in order, with their comments
 * @param partitioning granularity over {@code partitionColumn}
 * @param partitionColumn a timestamp column; ignored where the partitioning is NONE
 */
public record TableLayout(
    String name,
    String doc,
    List<LayoutColumn> columns,
    Partitioning partitioning,
    String partitionColumn) {

  public TableLayout {
    columns = List.copyOf(columns);
  }

  /**
   * One column.
   *
   * @param doc comment; empty if none
   */
  public record LayoutColumn(String name, LogicalType type, String doc) {}

  /** The Flink type of the table's rows. */
  public RowType rowType() {
    return new RowType(
        false, columns.stream().map(c -> new RowType.RowField(c.name(), c.type())).toList());
  }
}
