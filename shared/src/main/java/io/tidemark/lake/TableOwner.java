package io.tidemark.lake;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.iceberg.flink.TableLoader;

/** Says in a task whether a live run still has its table. */
public final class TableOwner implements Serializable {

  private static final long serialVersionUID = 1L;

  private final TableLoader loader;
  private final String table;
  private final LiveRun run;

  /**
   * @param table name of the table, which exists
   */
  public TableOwner(Lake lake, String table, LiveRun run) {
    this.loader = lake.loader(table);
    this.table = table;
    this.run = run;
  }

  /**
   * Asks the catalog.
   *
   * @throws SuppressRestartsException if another run has taken the table over
   */
  public void require() {
    try (TableLoader opened = loader.clone()) {
      opened.open();
      run.require(table, opened.loadTable().properties());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
