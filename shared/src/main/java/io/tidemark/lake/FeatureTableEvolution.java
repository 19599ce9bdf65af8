package io.tidemark.lake;

import io.tidemark.definition.Problem;
import io.tidemark.definition.UserException;
import io.tidemark.definition.compat.DefinitionChange;
import io.tidemark.definition.compat.FeatureSetFingerprint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.types.Types;

/**
 * Plans and commits the change of a feature table from the fingerprint of its rows to that of a
 * {@link TableLayout}: columns come, go and change their meaning, rows stay. {@link LayoutCheck}
 * refuses the table until that is done.
 */
public final class FeatureTableEvolution {

  private final TableLayout layout;
  private final Table table;
  private final FeatureSetFingerprint after;
  private final Optional<FeatureSetFingerprint> said;
  private final FeatureSetFingerprint before;
  private final DefinitionChange change;

  /**
   * @param layout of a feature set, with its definition
   * @param table the set's table as it is
   */
  public FeatureTableEvolution(TableLayout layout, Table table) {
    this.layout = layout;
    this.table = table;
    this.after = layout.definition().orElseThrow();
    this.said = FingerprintProperties.of(table);
    this.before = said.orElseGet(() -> AdoptedFingerprint.of(layout, table));
    this.change = DefinitionChange.between(before, after);
  }

  /** What becomes different; of a table that does not say its definition, as its columns show. */
  public DefinitionChange change() {
    return change;
  }

  /** Whether no row was ever written to the table: then it becomes whatever the set says. */
  public boolean isUnwritten() {
    return RedefinitionCommitter.isPossible(table);
  }

  /** Whether the table has no definition yet. */
  public boolean isAdoption() {
    return said.isEmpty();
  }

  /** Whether there is anything to do. */
  public boolean isNeeded(boolean drop) {
    return isAdoption() || !change.isNone() || drop && !retired().isEmpty();
  }

  /** Features whose values in the present rows are not those of the definition, by name. */
  public Set<String> toFill() {
    Set<String> names = new TreeSet<>(change.added());
    names.addAll(change.set().isEmpty() ? change.changed().keySet() : after.features().keySet());
    return names;
  }

  /** Columns whose features are gone, before or with this evolution. */
  public Set<String> retired() {
    Set<String> names = new TreeSet<>(FingerprintProperties.retired(table));
    names.addAll(change.gone());
    names.removeAll(after.features().keySet());
    return names;
  }

  /**
   * Refuses what cannot be done.
   *
   * @param replace whether values that present rows have may belong to another definition, until a
   *     backfill has replaced them
   * @throws UserException with each reason, and the ways out
   */
  public void requirePossible(boolean replace) {
    if (isUnwritten()) {
      return;
    }
    List<Problem> problems = new ArrayList<>();
    otherRows().ifPresent(problems::add);
    LayoutCheck.partitioning(layout, table).ifPresent(problems::add);
    if (!replace) {
      problems.addAll(otherValues());
    }
    if (!problems.isEmpty()) {
      throw new UserException(problems);
    }
  }

  /**
   * Changes the table in one commit.
   *
   * @param drop whether the columns of features that are gone go too
   */
  public void commit(boolean drop) {
    if (isUnwritten()) {
      new RedefinitionCommitter(layout, table).run();
      return;
    }
    new EvolutionCommitter(layout, table).run(remade(), retired(), drop);
  }

  /** Features whose column begins anew: what it holds has another type, or is long retired. */
  private Set<String> remade() {
    Set<String> names = new TreeSet<>(returning());
    for (String name : change.changed().keySet()) {
      Types.NestedField field = table.schema().findField(name);
      Types.NestedField wanted = IcebergSchemaConverter.schema(layout).findField(name);
      if (field != null && !IcebergSchemaConverter.same(field.type(), wanted.type())) {
        names.add(name);
      }
    }
    return names;
  }

  private Set<String> returning() {
    Set<String> names = new TreeSet<>(FingerprintProperties.retired(table));
    names.retainAll(after.features().keySet());
    return names;
  }

  private List<Problem> otherValues() {
    List<String> changes = new ArrayList<>(change.lines());
    changes.removeIf(line -> line.startsWith("new ") || line.startsWith("gone "));
    returning().forEach(name -> changes.add("feature " + name + " is back: it was retired"));
    return changes.stream()
        .map(
            what ->
                new Problem(
                    "table " + layout.name(),
                    what,
                    "the present rows keep values of the old definition until a backfill, which"
                        + " --replace allows; a feature of another name leaves them alone",
                    "--replace"))
        .toList();
  }

  /** What identifies a row cannot change: no backfill replaces the rows outside of its range. */
  private Optional<Problem> otherRows() {
    List<String> has = identity(table.schema());
    List<String> wants = identity(IcebergSchemaConverter.schema(layout));
    return has.equals(wants)
        ? Optional.empty()
        : Optional.of(
            new Problem(
                "table " + layout.name(),
                "its rows are of " + has + ", the set's of " + wants,
                "entity and kind of trigger of a table stay as they are",
                "give the feature set another name; it gets a table of its own"));
  }

  private List<String> identity(Schema schema) {
    return schema.columns().stream()
        .filter(field -> !isFeature(field.name()))
        .map(field -> field.name() + " " + field.type())
        .toList();
  }

  private boolean isFeature(String column) {
    return before.features().containsKey(column)
        || after.features().containsKey(column)
        || FingerprintProperties.retired(table).contains(column);
  }
}
