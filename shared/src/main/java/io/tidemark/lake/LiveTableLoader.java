package io.tidemark.lake;

import java.io.IOException;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.Table;
import org.apache.iceberg.flink.TableLoader;

/** Opens a table to which one live run alone can commit. */
final class LiveTableLoader implements TableLoader {

  private static final long serialVersionUID = 1L;

  private final TableLoader loader;
  private final LiveRun run;
  private final AgreedDefinition agreed;
  private transient String job;

  /**
   * @param agreed what the run's rows are computed by
   */
  LiveTableLoader(TableLoader loader, LiveRun run, AgreedDefinition agreed) {
    this.loader = loader;
    this.run = run;
    this.agreed = agreed;
  }

  /** Tells, before the table is loaded, which job commits to it. */
  void runsIn(String jobId) {
    job = jobId;
  }

  @Override
  public Table loadTable() {
    BaseTable table = (BaseTable) loader.loadTable();
    return new BaseTable(
        new LiveTableOperations(table.operations(), table.name(), run, agreed, job),
        table.name(),
        table.reporter());
  }

  @Override
  public void open() {
    loader.open();
  }

  @Override
  public boolean isOpen() {
    return loader.isOpen();
  }

  @Override
  public TableLoader clone() {
    return new LiveTableLoader(loader.clone(), run, agreed);
  }

  @Override
  public void close() throws IOException {
    loader.close();
  }
}
