package io.tidemark.lake;

import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.encryption.EncryptionManager;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.LocationProvider;

/**
 * Table operations that pass every call to others; the base of those that check something before a
 * commit. The catalog replaces the metadata that the commit is based on or nothing, so what was
 * checked in them still holds. A REST catalog compares the current snapshot alone where rows are
 * added: who changes what others check commits an empty snapshot as well, as {@link
 * SchemaChangeCommitter} does.
 */
public class DelegatingTableOperations implements TableOperations {

  private final TableOperations table;

  public DelegatingTableOperations(TableOperations table) {
    this.table = table;
  }

  @Override
  public void commit(TableMetadata base, TableMetadata metadata) {
    table.commit(base, metadata);
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
