package io.tidemark.lake;

import io.tidemark.definition.UserException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.Transaction;
import org.apache.iceberg.UpdateProperties;
import org.apache.iceberg.UpdateSchema;
import org.apache.iceberg.types.Types;

/**
 * Gives a table that never had a row the columns, partitions, sort order and fingerprint of a
 * {@link TableLayout}, in one commit that is refused if rows have come meanwhile; {@link
 * EmptyHistoryCheck} tells.
 */
final class RedefinitionCommitter {

  private final TableLayout layout;
  private final Table table;
  private final boolean otherRows;

  RedefinitionCommitter(TableLayout layout, Table table) {
    this.layout = layout;
    this.table = table;
    this.otherRows = LayoutCheck.areRowsOther(layout, table);
  }

  /** Whether no row was ever written to the table, as far as anybody knows. */
  static boolean isPossible(Table table) {
    return table instanceof BaseTable base && EmptyHistoryCheck.is(base.operations().current());
  }

  void run() {
    BaseTable base = (BaseTable) table;
    Table guarded =
        new BaseTable(new Guarded(base.operations(), table.name()), table.name(), base.reporter());
    Transaction transaction = guarded.newTransaction();
    transaction.replaceSortOrder().commit(); // the columns of the old one may go
    columns(transaction);
    FileLayoutUpdate.commit(transaction, layout);
    properties(transaction);
    SchemaChangeCommitter.commit(transaction);
    table.refresh();
  }

  private void columns(Transaction transaction) {
    Schema wanted = IcebergSchemaConverter.schema(layout);
    List<Types.NestedField> fresh = new ArrayList<>();
    UpdateSchema columns = transaction.updateSchema().allowIncompatibleChanges();
    for (Types.NestedField has : table.schema().columns()) {
      Types.NestedField wants = wanted.findField(has.name());
      if (wants == null || !IcebergSchemaConverter.same(has.type(), wants.type())) {
        columns.deleteColumn(has.name());
      } else if (wants.isOptional()) {
        columns.makeColumnOptional(has.name());
      } else {
        columns.requireColumn(has.name());
      }
    }
    for (Types.NestedField wants : wanted.columns()) {
      Types.NestedField has = table.schema().asStruct().field(wants.name());
      if (has == null || !IcebergSchemaConverter.same(has.type(), wants.type())) {
        fresh.add(wants);
      }
    }
    fresh.forEach(field -> add(columns, field));
    ColumnOrderUpdate.arrange(columns, layout);
    columns.commit();
  }

  private static void add(UpdateSchema columns, Types.NestedField field) {
    if (field.isRequired()) {
      columns.addRequiredColumn(field.name(), field.type(), field.doc());
    } else {
      columns.addColumn(field.name(), field.type(), field.doc());
    }
  }

  private void properties(Transaction transaction) {
    Map<String, String> wanted = new TreeMap<>();
    layout.definition().map(FingerprintProperties::properties).ifPresent(wanted::putAll);
    if (otherRows) {
      wanted.put(
          FingerprintProperties.EVOLVED,
          wanted.getOrDefault(FingerprintProperties.HASH, layout.columnsHash()));
    }
    if (!layout.doc().isEmpty()) {
      wanted.put("comment", layout.doc());
    }
    UpdateProperties properties = transaction.updateProperties();
    table.properties().keySet().stream()
        .filter(key -> FingerprintProperties.isOurs(key) && !wanted.containsKey(key))
        .forEach(properties::remove);
    wanted.forEach(properties::set);
    properties.commit();
  }

  private static final class Guarded extends DelegatingTableOperations {

    private final String name;

    Guarded(TableOperations table, String name) {
      super(table);
      this.name = name;
    }

    @Override
    public void commit(TableMetadata base, TableMetadata metadata) {
      if (!EmptyHistoryCheck.is(base)) {
        throw new UserException(
            "table " + name,
            "rows have come to it while it was given another definition; it stays as it is",
            "only a table that never had a row takes another definition by itself",
            "stop the job that writes to it; then tidemark evolve says what can be done");
      }
      super.commit(base, metadata);
    }
  }
}
