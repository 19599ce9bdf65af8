package io.tidemark.lake;

import io.tidemark.definition.UserException;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.execution.SuppressRestartsException;

/**
 * A run of a live job. A table names the one that may append to it, and every commit checks the
 * name in the metadata that it replaces: a run that was superseded adds nothing from then on.
 *
 * @param id differs from run to run, and stays through the failovers of one
 */
public record LiveRun(String id) implements Serializable {

  private static final String PROPERTY = "tidemark.live-run";

  /** Fences off every other run, until one takes the tables over from this one. */
  public void takeOver(Lake lake, List<String> tables) {
    tables.forEach(
        name ->
            lake.ask(
                () -> {
                  lake.table(name).updateProperties().set(PROPERTY, id).commit();
                  return name;
                }));
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
