package io.tidemark.lake;

import io.tidemark.definition.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.flink.FlinkSchemaUtil;
import org.apache.iceberg.types.Types;

/**
 * Compares an existing table with the {@link TableLayout} of the pipeline and lists each difference
 * as a {@link Problem}: fingerprint, columns, their order, partitions.
 */
public final class LayoutCheck {

  private static final String RULE = "an existing table must have exactly the pipeline's columns";
  private static final String EXAMPLE =
      "tidemark evolve says what would change, and --apply does it; or another namespace";

  private final TableLayout layout;
  private final Table table;
  private final List<Problem> problems = new ArrayList<>();

  private LayoutCheck(TableLayout layout, Table table) {
    this.layout = layout;
    this.table = table;
  }

  public static List<Problem> problems(TableLayout layout, Table table) {
    return new LayoutCheck(layout, table).run();
  }

  private List<Problem> run() {
    Schema wanted = IcebergSchemaConverter.schema(layout);
    checkRows(wanted);
    checkSpec(wanted);
    return problems;
  }

  private void checkRows(Schema wanted) {
    layout
        .definition()
        .map(d -> FingerprintProperties.problems(layout.name(), d, table))
        .ifPresent(problems::addAll);
    if (problems.isEmpty()) {
      checkColumns(wanted);
    }
  }

  private void checkColumns(Schema wanted) {
    for (TableLayout.LayoutColumn column : layout.columns()) {
      checkColumn(column, wanted.findField(column.name()));
    }
    for (Types.NestedField field : table.schema().columns()) {
      if (wanted.findField(field.name()) == null && !isRetired(field)) {
        differs("column " + field.name(), "has " + type(field), "wants no such column");
      }
    }
    checkOrder();
  }

  private boolean isRetired(Types.NestedField field) {
    return field.isOptional() && FingerprintProperties.retired(table).contains(field.name());
  }

  private boolean fits(Types.NestedField field, Types.NestedField wanted) {
    boolean added = field.isOptional() && FingerprintProperties.added(table).contains(field.name());
    return added
        ? IcebergSchemaConverter.same(field.type(), wanted.type())
        : IcebergSchemaConverter.same(field, wanted);
  }

  private void checkColumn(TableLayout.LayoutColumn column, Types.NestedField wanted) {
    Types.NestedField field = table.schema().asStruct().field(column.name());
    if (field == null) {
      differs("column " + column.name(), "is missing", "wants " + column.type().asSummaryString());
    } else if (!fits(field, wanted)) {
      differs(
          "column " + column.name(),
          "has " + type(field),
          "wants " + column.type().asSummaryString());
    }
  }

  /** Rows are written by position, so an order of its own would swap columns. */
  private void checkOrder() {
    List<String> has = table.schema().columns().stream().map(Types.NestedField::name).toList();
    List<String> wants = layout.columns().stream().map(TableLayout.LayoutColumn::name).toList();
    if (problems.isEmpty() && !has.subList(0, wants.size()).equals(wants)) {
      differs("the order of the columns", "has " + has, "wants " + wants);
    }
  }

  /** Whether the table has other partitions than the layout. */
  static Optional<Problem> partitioning(TableLayout layout, Table table) {
    LayoutCheck check = new LayoutCheck(layout, table);
    check.checkSpec(IcebergSchemaConverter.schema(layout));
    return check.problems.stream().findFirst();
  }

  /** Whether rows of the layout are others than the table's, wherever they are. */
  static boolean areRowsOther(TableLayout layout, Table table) {
    LayoutCheck check = new LayoutCheck(layout, table);
    check.checkRows(IcebergSchemaConverter.schema(layout));
    return !check.problems.isEmpty();
  }

  private void checkSpec(Schema wanted) {
    String has = IcebergSchemaConverter.describe(table.spec(), table.schema());
    String wants =
        IcebergSchemaConverter.describe(IcebergSchemaConverter.spec(layout, wanted), wanted);
    if (!Objects.equals(has, wants)) {
      differs("partitioning", "has " + has, "wants " + wants);
    }
  }

  private void differs(String part, String has, String wants) {
    problems.add(
        new Problem("table " + layout.name(), part + ": " + has + ", " + wants, RULE, EXAMPLE));
  }

  private static String type(Types.NestedField field) {
    LogicalType type = FlinkSchemaUtil.convert(field.type());
    return type.copy(field.isOptional()).asSummaryString();
  }
}
