package io.tidemark.lake.live;

import io.tidemark.lake.DelegatingTableOperations;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;

/**
 * Table operations that fence every commit of a live job: refused once another run has the table
 * ({@link WriterLease}), its definition has changed ({@link AgreedFingerprint}), or the checkpoint
 * is in it already ({@link CommittedCheckpoints}).
 *
 * <p>Iceberg retries a commit on the table's newest metadata, whatever these are. Without the
 * fences a commit whose answer was lost, or that of a task which was taken for dead and wakes up,
 * would be added twice.
 */
final class LiveTableOperations extends DelegatingTableOperations {

  private final String name;
  private final WriterLease lease;
  private final AgreedFingerprint agreed;
  private final String job;
  private final CommittedCheckpoints known;

  /**
   * @param job Flink's id of the job; null where none commits
   */
  LiveTableOperations(
      TableOperations table, String name, WriterLease lease, AgreedFingerprint agreed, String job) {
    super(table);
    this.name = name;
    this.lease = lease;
    this.agreed = agreed;
    this.job = job;
    this.known = new CommittedCheckpoints(table.current());
  }

  /** The catalog replaces the base that was checked, or nothing. */
  @Override
  public void commit(TableMetadata base, TableMetadata metadata) {
    lease.require(name, base.properties());
    agreed.requireLive(name, base.properties());
    if (job != null) {
      agreed.requireOf(job, name, base, metadata);
    }
    known.require(name, base, metadata);
    super.commit(base, metadata);
    known.add(metadata);
  }
}
