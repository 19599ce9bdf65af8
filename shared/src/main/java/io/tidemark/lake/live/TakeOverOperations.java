package io.tidemark.lake.live;

import io.tidemark.definition.UserException;
import io.tidemark.lake.DelegatingTableOperations;
import java.util.Objects;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;

/**
 * Table operations by which a run takes a table over only from the run that had it when this one
 * started ({@link WriterLease#owners}). Otherwise runs that start side by side, or a JobManager
 * that wakes up behind its successor, would take the table from each other.
 */
final class TakeOverOperations extends DelegatingTableOperations {

  private final String name;
  private final WriterLease lease;
  private final String predecessor;

  /**
   * @param predecessor that had the table; null if none
   */
  TakeOverOperations(TableOperations table, String name, WriterLease lease, String predecessor) {
    super(table);
    this.name = name;
    this.lease = lease;
    this.predecessor = predecessor;
  }

  /** The catalog replaces the base that was checked, or nothing. */
  @Override
  public void commit(TableMetadata base, TableMetadata metadata) {
    String owner = base.properties().get(WriterLease.PROPERTY);
    if (!lease.id().equals(owner) && !Objects.equals(predecessor, owner)) {
      throw new UserException(
          "table " + name,
          "another ingestion of this pipeline (run " + owner + ") took it over meanwhile",
          "a namespace has one live job; this one has begun nothing, and takes nothing from the"
              + " other",
          "leave the other one running; or start this one again, when it will take over");
    }
    super.commit(base, metadata);
  }
}
