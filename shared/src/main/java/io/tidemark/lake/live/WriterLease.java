package io.tidemark.lake.live;

import io.tidemark.definition.UserException;
import io.tidemark.lake.Lake;
import io.tidemark.lake.SnapshotProperties;
import io.tidemark.lake.TableCreator;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.Transaction;
import org.apache.iceberg.UpdateProperties;

/**
 * Right of one run of a live job to append to the tables. A table property names the run, and every
 * commit checks it in the metadata that it replaces ({@link LiveTableOperations}); the run that was
 * started last has the tables.
 *
 * <p>Flink alone does not fence: a suspended process may wake up after its successor has written,
 * and an orphaned job may still run somewhere. Iceberg would add the rows of both. The lease does
 * not expire; it ends when another run takes over, and the run that lost it adds nothing from then
 * on. The property of a table is checked by the same atomic commit, so no clock or lock service is
 * needed.
 *
 * @param id differs from run to run, and stays through the failovers of one
 */
public record WriterLease(String id) implements Serializable {

  static final String PROPERTY = "tidemark.live-run";
  private static final String TAKE_OVER = "take-over";

  /**
   * The ids of the runs that have the tables; tables that nobody has, or that are not there, are
   * missing. A run asks before anything else, and takes over from these.
   */
  public static Map<String, String> owners(Lake lake, List<String> tables) {
    Map<String, String> owners = new TreeMap<>();
    tables.stream()
        .filter(lake::exists)
        .forEach(
            name ->
                owner(lake.table(name).properties()).ifPresent(owner -> owners.put(name, owner)));
    return owners;
  }

  /** Fences off every other run, until one takes the tables over from this one. */
  public void takeOver(Lake lake, List<String> tables) {
    takeOver(lake, tables, owners(lake, tables));
  }

  /**
   * The same, unless a table has changed hands since.
   *
   * @param owners that the tables had
   * @throws UserException if one has another by now; a run can take the tables over again
   */
  public void takeOver(Lake lake, List<String> tables, Map<String, String> owners) {
    tables.forEach(
        name ->
            lake.ask(
                () -> {
                  takeOver((BaseTable) lake.table(name), owners.get(name));
                  return name;
                }));
  }

  /**
   * The empty snapshot is for a commit of an earlier run that is on its way: a REST catalog would
   * let it pass after a change of properties alone.
   */
  private void takeOver(BaseTable table, String predecessor) {
    Table checked =
        new BaseTable(
            new TakeOverOperations(table.operations(), table.name(), this, predecessor),
            table.name());
    Transaction both = checked.newTransaction();
    UpdateProperties properties = both.updateProperties().set(PROPERTY, id);
    TableCreator.missingOfMetadata(table).forEach(properties::set);
    properties.commit();
    AppendFiles empty = both.newFastAppend().set(SnapshotProperties.OPERATION, TAKE_OVER);
    AgreedFingerprint.of(table).said().forEach(empty::set);
    empty.commit();
    both.commitTransaction();
  }

  /** Whether runs have taken the table over, and nobody has written to it. */
  public static boolean isUnwritten(Table table) {
    return written(table).findAny().isEmpty();
  }

  /** The table's snapshots but those of take-overs, newest first. */
  public static Stream<Snapshot> written(Table table) {
    return SnapshotLineage.of(table).filter(s -> !isTakeOver(s) && !isRedefinition(s));
  }

  private static boolean isRedefinition(Snapshot snapshot) {
    return SnapshotProperties.REDEFINE.equals(snapshot.summary().get(SnapshotProperties.OPERATION));
  }

  static boolean isTakeOver(Snapshot snapshot) {
    return TAKE_OVER.equals(snapshot.summary().get(SnapshotProperties.OPERATION));
  }

  /** Whether a run has taken the table over since that live job last wrote to it. */
  static boolean isTakenOver(Table table, String jobId) {
    return SnapshotLineage.of(table)
        .filter(snapshot -> isTakeOver(snapshot) || isOf(jobId, snapshot))
        .findFirst()
        .filter(WriterLease::isTakeOver)
        .isPresent();
  }

  /** A roll-back names the job whose commit it has uncovered, which may be dead. */
  private static boolean isOf(String jobId, Snapshot snapshot) {
    return !RollBackAction.isRollBack(snapshot)
        && LiveCommit.of(snapshot.summary()).filter(c -> c.jobId().equals(jobId)).isPresent();
  }

  /** The run that may append to the table; empty if none ever took it over. */
  public static Optional<String> owner(Map<String, String> properties) {
    return Optional.ofNullable(properties.get(PROPERTY));
  }

  /**
   * Refuses if the table is another run's.
   *
   * @param properties the table's
   * @throws SuppressRestartsException for a restarted job would be refused again
   */
  void require(String table, Map<String, String> properties) {
    String owner = properties.get(PROPERTY);
    if (!id.equals(owner)) {
      throw new SuppressRestartsException(
          new UserException(
              "table " + table,
              "another ingestion of this pipeline (run " + owner + ") has taken it over",
              "a namespace has one live job, the one that was started last; this one has written"
                  + " nothing since",
              "leave the newer one running; for a second pipeline, choose another `namespace:`"));
    }
  }
}
