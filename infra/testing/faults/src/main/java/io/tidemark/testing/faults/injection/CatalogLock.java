package io.tidemark.testing.faults.injection;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Exclusive lock on a SQLite catalog, which keeps everybody from committing; used by {@link
 * StorageFaults} and {@link ClusterFaults}.
 */
final class CatalogLock implements AutoCloseable {

  private final Connection catalog;

  private CatalogLock(Connection catalog) {
    this.catalog = catalog;
  }

  static CatalogLock on(Path catalog) throws SQLException {
    String url = "jdbc:sqlite:" + catalog + "?busy_timeout=30000";
    CatalogLock lock = new CatalogLock(DriverManager.getConnection(url));
    lock.execute("BEGIN EXCLUSIVE");
    return lock;
  }

  private void execute(String statement) throws SQLException {
    try (Statement sql = catalog.createStatement()) {
      sql.execute(statement);
    }
  }

  @Override
  public void close() throws SQLException {
    execute("ROLLBACK");
    catalog.close();
  }
}
