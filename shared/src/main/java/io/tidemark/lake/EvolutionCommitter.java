package io.tidemark.lake;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.Transaction;
import org.apache.iceberg.UpdateProperties;
import org.apache.iceberg.UpdateSchema;
import org.apache.iceberg.types.Types;

/**
 * Commits columns and fingerprint of a layout to a feature table in one Iceberg transaction, for
 * {@link FeatureTableEvolution}: with two commits, a job could see the columns of one definition
 * beside the fingerprint of another.
 */
final class EvolutionCommitter {

  private final TableLayout layout;
  private final Table table;

  EvolutionCommitter(TableLayout layout, Table table) {
    this.layout = layout;
    this.table = table;
  }

  /**
   * @param remade columns that the table has and that begin anew
   * @param retired columns that the layout no longer has
   * @param drop whether those go, or stay and are NULL from now on
   */
  void run(Set<String> remade, Set<String> retired, boolean drop) {
    Transaction transaction = table.newTransaction();
    UpdateSchema columns = transaction.updateSchema();
    remade.forEach(columns::deleteColumn);
    retired.forEach(drop ? columns::deleteColumn : columns::makeColumnOptional);
    Set<String> added = add(columns, remade);
    ColumnOrderUpdate.arrange(columns, layout);
    columns.commit();
    properties(transaction, added, drop ? Set.of() : retired);
    SchemaChangeCommitter.commit(transaction);
    table.refresh();
  }

  /** New columns may be NULL, for so they are in the rows that are there. */
  private Set<String> add(UpdateSchema columns, Set<String> remade) {
    Set<String> added = new TreeSet<>(FingerprintProperties.added(table));
    Schema wanted = IcebergSchemaConverter.schema(layout);
    for (Types.NestedField field : wanted.columns()) {
      if (table.schema().findField(field.name()) == null || remade.contains(field.name())) {
        columns.addColumn(field.name(), field.type(), field.doc());
        added.add(field.name());
      }
    }
    added.removeIf(name -> wanted.findField(name) == null);
    return added;
  }

  private void properties(Transaction transaction, Set<String> added, Set<String> retired) {
    Map<String, String> wanted =
        new TreeMap<>(FingerprintProperties.properties(layout.definition().orElseThrow()));
    putEvolved(wanted);
    putUnlessEmpty(wanted, FingerprintProperties.ADDED, added);
    putUnlessEmpty(wanted, FingerprintProperties.RETIRED, retired);
    UpdateProperties properties = transaction.updateProperties();
    List<String> old = new ArrayList<>(table.properties().keySet());
    old.removeIf(key -> !FingerprintProperties.isOurs(key) || wanted.containsKey(key));
    old.forEach(properties::remove);
    wanted.forEach(properties::set);
    properties.commit();
  }

  /** A live job goes on where columns alone go. */
  private void putEvolved(Map<String, String> wanted) {
    String hash = wanted.get(FingerprintProperties.HASH);
    if (!hash.equals(table.properties().get(FingerprintProperties.HASH))) {
      wanted.put(FingerprintProperties.EVOLVED, hash);
    }
  }

  private static void putUnlessEmpty(
      Map<String, String> properties, String key, Set<String> names) {
    if (!names.isEmpty()) {
      properties.put(key, FingerprintProperties.list(names));
    }
  }
}
