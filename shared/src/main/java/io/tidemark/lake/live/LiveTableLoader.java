package io.tidemark.lake.live;

import java.io.IOException;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.Table;
import org.apache.iceberg.flink.TableLoader;

/**
 * Table loader of a live job's Iceberg sink: its commits pass the fences of {@link
 * LiveTableOperations}, and quiet checkpoints are handled by {@link LiveTable}.
 */
public final class LiveTableLoader implements TableLoader {

  private static final long serialVersionUID = 2L;

  private final TableLoader loader;
  private final WriterLease lease;
  private final AgreedFingerprint agreed;
  private final int mostQuiet;

  private transient String job;
  private transient LiveTable table;
  private transient LiveSnapshotExpiryTask expiry;

  /**
   * @param agreed what the run's rows are computed by
   * @param mostQuiet of so many checkpoints in a row that bring nothing, one is committed
   */
  public LiveTableLoader(
      TableLoader loader, WriterLease lease, AgreedFingerprint agreed, int mostQuiet) {
    this.loader = loader;
    this.lease = lease;
    this.agreed = agreed;
    this.mostQuiet = mostQuiet;
  }

  /** Tells, before the table is loaded, which job commits to it. */
  public void runsIn(String jobId) {
    job = jobId;
  }

  @Override
  public Table loadTable() {
    expiry = new LiveSnapshotExpiryTask(this::load);
    BaseTable loaded = load();
    table =
        new LiveTable(
            loaded.operations(),
            loaded.name(),
            loaded.reporter(),
            mostQuiet,
            () -> expiry.consider(table));
    return table;
  }

  /** That of the table that was loaded last. */
  LiveSnapshotExpiryTask expiry() {
    return expiry;
  }

  private BaseTable load() {
    BaseTable loaded = (BaseTable) loader.loadTable();
    return new BaseTable(
        new LiveTableOperations(loaded.operations(), loaded.name(), lease, agreed, job),
        loaded.name(),
        loaded.reporter());
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
    return new LiveTableLoader(loader.clone(), lease, agreed, mostQuiet);
  }

  @Override
  public void close() throws IOException {
    if (table != null) {
      table.sayHowFar();
      expiry.close();
    }
    loader.close();
  }
}
