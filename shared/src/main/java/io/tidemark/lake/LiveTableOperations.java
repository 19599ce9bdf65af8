package io.tidemark.lake;

import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.encryption.EncryptionManager;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.LocationProvider;

/**
 * A table's operations, but a commit is a live run's: refused once the table is another's, or has
 * what is to be committed. Iceberg tries a commit again on the table's newest metadata, whatever is
 * there: one whose answer was lost, or that a task taken for dead comes back to, would be added
 * twice.
 */
final class LiveTableOperations implements TableOperations {

  private final TableOperations table;
  private final String name;
  private final LiveRun run;
  private final KnownCommits known;

  LiveTableOperations(TableOperations table, String name, LiveRun run) {
    this.table = table;
    this.name = name;
    this.run = run;
    this.known = new KnownCommits(table.current());
  }

  /** The catalog replaces the base that was checked, or nothing. */
  @Override
  public void commit(TableMetadata base, TableMetadata metadata) {
    run.require(name, base.properties());
    known.require(name, base, metadata);
    table.commit(base, metadata);
    known.add(metadata);
  }

  @Override
  public TableMetadata current() {
    return table.current();
  }

  @Override
  public TableMetadata refresh() {
    return table.refresh();
  }

  @Override
  public FileIO io() {
    return table.io();
  }

  @Override
  public EncryptionManager encryption() {
    return table.encryption();
  }

  @Override
  public String metadataFileLocation(String fileName) {
    return table.metadataFileLocation(fileName);
  }

  @Override
  public LocationProvider locationProvider() {
    return table.locationProvider();
  }

  @Override
  public TableOperations temp(TableMetadata uncommitted) {
    return table.temp(uncommitted);
  }

  @Override
  public long newSnapshotId() {
    return table.newSnapshotId();
  }

  @Override
  public boolean requireStrictCleanup() {
    return table.requireStrictCleanup();
  }
}
