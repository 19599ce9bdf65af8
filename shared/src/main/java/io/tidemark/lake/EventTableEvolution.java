package io.tidemark.lake;

import io.tidemark.definition.Problem;
import io.tidemark.definition.UserException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.Transaction;
import org.apache.iceberg.UpdateSchema;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.TypeUtil;
import org.apache.iceberg.types.Types;

/**
 * Plans and commits the change of an event table to the columns that its stream has now, by
 * Iceberg's schema evolution: old files stay as they are, and readable. See {@link
 * FeatureTableEvolution} for feature tables.
 */
public final class EventTableEvolution {

  private final TableLayout layout;
  private final Table table;
  private final Map<String, String> oldNames = new HashMap<>();
  private final Schema wanted;

  private final List<String> lines = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();
  private final List<Consumer<UpdateSchema>> changes = new ArrayList<>();
  private final Set<String> gone = new TreeSet<>();

  /**
   * @param layout of the stream's table
   * @param table as it is
   * @param renames of columns, from the old name to the new one
   */
  public EventTableEvolution(TableLayout layout, Table table, Map<String, String> renames) {
    this.layout = layout;
    this.table = table;
    this.wanted = IcebergSchemaConverter.schema(layout);
    renames.forEach(this::rename);
    wanted.columns().forEach(this::compare);
    table.schema().columns().forEach(this::findGone);
    lines.addAll(FileLayoutUpdate.lines(table, layout));
  }

  /** Whether no row was ever written to the table: then it becomes whatever the stream says. */
  public boolean isUnwritten() {
    return RedefinitionCommitter.isPossible(table);
  }

  /** What becomes different, a line each. */
  public List<String> lines() {
    return List.copyOf(lines);
  }

  /** Columns that the stream has no more, now or for long, and that the table keeps. */
  public Set<String> retired() {
    Set<String> names = new TreeSet<>(FingerprintProperties.retired(table));
    names.addAll(gone);
    wanted.columns().forEach(column -> names.remove(column.name()));
    return names;
  }

  /** Whether there is anything to do. */
  public boolean isNeeded(boolean drop) {
    return !lines.isEmpty() || !problems.isEmpty() || drop && !retired().isEmpty();
  }

  /**
   * Refuses what cannot be done.
   *
   * @throws UserException with each reason, and the ways out
   */
  public void requirePossible() {
    if (!isUnwritten() && !problems.isEmpty()) {
      throw new UserException(problems);
    }
  }

  /**
   * Changes the table, in one commit; no file is touched.
   *
   * @param drop whether the columns that the stream has no more go, too
   * @throws UserException if that is not possible; the table is as it was
   */
  public void commit(boolean drop) {
    requirePossible();
    if (isUnwritten()) {
      new RedefinitionCommitter(layout, table).run();
      return;
    }
    Transaction transaction = table.newTransaction();
    if (!oldNames.isEmpty()) {
      UpdateSchema names = transaction.updateSchema();
      oldNames.forEach((name, old) -> names.renameColumn(old, name));
      names.commit();
    }
    UpdateSchema columns = transaction.updateSchema();
    changes.forEach(change -> change.accept(columns));
    retired().forEach(drop ? columns::deleteColumn : columns::makeColumnOptional);
    ColumnOrderUpdate.arrange(columns, layout);
    columns.commit();
    FileLayoutUpdate.commit(transaction, layout);
    noteRetired(transaction, drop ? Set.of() : retired());
    if (!oldNames.isEmpty() || !changes.isEmpty()) {
      transaction
          .updateProperties()
          .set(FingerprintProperties.EVOLVED, layout.columnsHash())
          .commit();
    }
    SchemaChangeCommitter.commit(transaction);
    table.refresh();
  }

  private static void noteRetired(Transaction transaction, Set<String> names) {
    var properties = transaction.updateProperties();
    if (names.isEmpty()) {
      properties.remove(FingerprintProperties.RETIRED);
    } else {
      properties.set(FingerprintProperties.RETIRED, FingerprintProperties.list(names));
    }
    properties.commit();
  }

  private void rename(String old, String name) {
    if (table.schema().findField(name) != null && table.schema().findField(old) == null) {
      return; // it has been done
    }
    if (table.schema().findField(old) == null || wanted.findField(name) == null) {
      refuse(
          "no column " + old + " of the table can be called " + name,
          "the table has the old column, the stream the new one",
          "--rename " + layout.name() + ".price=unit_price");
      return;
    }
    oldNames.put(name, old);
    lines.add("renamed column " + old + ": is " + name);
  }

  private void compare(Types.NestedField column) {
    String old = oldNames.getOrDefault(column.name(), column.name());
    Types.NestedField has = table.schema().findField(old);
    if (has == null) {
      add(column);
    } else {
      compareTypes(has, column);
      compareNullability(has, column);
    }
  }

  private void add(Types.NestedField column) {
    lines.add("new column " + column.name() + " " + column.type() + ": NULL in present rows");
    if (column.isRequired()) {
      refuse(
          "column " + column.name() + " is new and NOT NULL",
          "present events have no value there",
          column.name() + " without NOT NULL; or another `namespace:`, filled anew");
    }
    changes.add(update -> update.addColumn(column.name(), column.type(), column.doc()));
  }

  private void compareTypes(Types.NestedField has, Types.NestedField column) {
    if (IcebergSchemaConverter.same(has.type(), column.type())) {
      return;
    }
    lines.add("column " + column.name() + ": was " + has.type() + ", is " + column.type());
    if (!isWider(has.type(), column.type())) {
      refuse(
          "column " + column.name() + " was " + has.type() + ", is " + column.type(),
          "a type may become wider: INT to BIGINT, FLOAT to DOUBLE, DECIMAL to more digits of the same scale",
          "a new column, "
              + column.name()
              + "_2: { type: ..., path: "
              + column.name()
              + " }; or another `namespace:`, filled anew");
      return;
    }
    changes.add(update -> update.updateColumn(column.name(), column.type().asPrimitiveType()));
  }

  private static boolean isWider(Type has, Type type) {
    return type.isPrimitiveType() && TypeUtil.isPromotionAllowed(has, type.asPrimitiveType());
  }

  private void compareNullability(Types.NestedField has, Types.NestedField column) {
    if (has.isRequired() && column.isOptional()) {
      lines.add("column " + column.name() + ": may be NULL now");
      changes.add(update -> update.makeColumnOptional(column.name()));
    } else if (has.isOptional() && column.isRequired()) {
      lines.add("column " + column.name() + ": is NOT NULL now");
      refuse(
          "column " + column.name() + " is NOT NULL, and was not",
          "present events may have no value there",
          column.name() + " without NOT NULL; features guard themselves with `where`");
    }
  }

  private void findGone(Types.NestedField has) {
    boolean kept = wanted.findField(has.name()) != null || oldNames.containsValue(has.name());
    if (!kept && !FingerprintProperties.retired(table).contains(has.name())) {
      gone.add(has.name());
      lines.add("gone column " + has.name());
    }
  }

  private void refuse(String what, String rule, String example) {
    problems.add(new Problem("table " + layout.name(), what, rule, example));
  }
}
