package io.tidemark.lake;

import io.tidemark.definition.TimePartitioning;
import io.tidemark.definition.compat.DefinitionFingerprint;
import io.tidemark.definition.compat.FeatureSetFingerprint;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;

/**
 * Columns, partitioning, sort order and fingerprint that a table should have. {@link TableCreator}
 * makes the table, {@link LayoutCheck} compares one, {@link IcebergSchemaConverter} translates.
 *
 * @param name table name inside the pipeline's namespace
 * @param doc table comment; empty if none
 * @param columns in order, with their comments
 * @param partitioning granularity over {@code partitionColumn}
 * @param partitionColumn a timestamp column; ignored where the partitioning is NONE
 * @param order names of the columns that the rows of a file are sorted by, where it is written
 *     sorted; empty for none
 * @param definition what the rows of a feature table depend on; empty for the other tables
 */
public record TableLayout(
    String name,
    String doc,
    List<LayoutColumn> columns,
    TimePartitioning partitioning,
    String partitionColumn,
    List<String> order,
    Optional<FeatureSetFingerprint> definition) {

  public TableLayout {
    columns = List.copyOf(columns);
    order = List.copyOf(order);
  }

  /** A table whose rows have no definition and no order. */
  public TableLayout(
      String name,
      String doc,
      List<LayoutColumn> columns,
      TimePartitioning partitioning,
      String partitionColumn) {
    this(name, doc, columns, partitioning, partitionColumn, List.of(), Optional.empty());
  }

  /** The same table with files sorted by those columns. */
  public TableLayout sortedBy(List<String> columnNames) {
    return new TableLayout(
        name, doc, columns, partitioning, partitionColumn, columnNames, definition);
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

  /** The same for the same columns alone, whatever is said about them. */
  String columnsHash() {
    return DefinitionFingerprint.hash(
        columns.stream()
            .map(c -> c.name() + " " + c.type().asSerializableString())
            .collect(Collectors.joining("\n")));
  }

  /** Some of its columns, in that order: what a reader asks for. */
  public TableLayout select(String... names) {
    List<LayoutColumn> selected =
        Stream.of(names).map(name -> columns.get(rowType().getFieldIndex(name))).toList();
    return new TableLayout(name, doc, selected, partitioning, partitionColumn);
  }
}
