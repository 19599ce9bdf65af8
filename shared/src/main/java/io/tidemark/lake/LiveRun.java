package io.tidemark.lake;

import io.tidemark.definition.UserException;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.Transaction;

/**
 * A run of a live job. A table names the one that may append to it, and every commit checks the
 * name in the metadata that it replaces: a run that was superseded adds nothing from then on.
 *
 * @param id differs from run to run, and stays through the failovers of one
 */
public record LiveRun(String id) implements Serializable {

  private static final String PROPERTY = "tidemark.live-run";
  private static final String TAKE_OVER = "take-over";

  /** Fences off every other run, until one takes the tables over from this one. */
  public void takeOver(Lake lake, List<String> tables) {
    tables.forEach(
        name ->
            lake.ask(
                () -> {
                  takeOver(lake.table(name));
                  return name;
                }));
  }

  /**
   * The empty snapshot is for a commit of an earlier run that is on its way: a REST catalog would
   * let it pass after a change of properties alone.
   */
  private void takeOver(Table table) {
    Transaction both = table.newTransaction();
    both.updateProperties().set(PROPERTY, id).commit();
    AppendFiles empty = both.newFastAppend().set(RangePublisher.OPERATION, TAKE_OVER);
    AgreedDefinition.of(table).said().forEach(empty::set);
    empty.commit();
    both.commitTransaction();
  }

  /** Whether runs have taken the table over, and nobody has written to it. */
  public static boolean isUnwritten(Table table) {
    return written(table).findAny().isEmpty();
  }

  /** The table's snapshots but those of take-overs, newest first. */
  static Stream<Snapshot> written(Table table) {
    return Ancestors.of(table).filter(s -> !isTakeOver(s) && !isRedefinition(s));
  }

  private static boolean isRedefinition(Snapshot snapshot) {
    return Redefinition.NAME.equals(snapshot.summary().get(RangePublisher.OPERATION));
  }

  static boolean isTakeOver(Snapshot snapshot) {
    return TAKE_OVER.equals(snapshot.summary().get(RangePublisher.OPERATION));
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
