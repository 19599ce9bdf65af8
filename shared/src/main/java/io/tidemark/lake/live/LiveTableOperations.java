package io.tidemark.lake.live;

import io.tidemark.lake.DelegatingTableOperations;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;

/**
 * A table's operations, but a commit is a live run's: refused once the table is another's, or has
 * what is to be committed. Iceberg tries a commit again on the table's newest metadata, whatever is
 * there: one whose answer was lost, or that a task taken for dead comes back to, would be added
 * twice.
 */
final class LiveTableOperations extends DelegatingTableOperations {

  private final String name;
  private final WriterLease run;
  private final AgreedFingerprint agreed;
  private final String job;
  private final CommittedCheckpoints known;

  /**
   * @param job Flink's id of the job; null where none commits
   */
  LiveTableOperations(
      TableOperations table, String name, WriterLease run, AgreedFingerprint agreed, String job) {
    super(table);
    this.name = name;
    this.run = run;
    this.agreed = agreed;
    this.job = job;
    this.known = new CommittedCheckpoints(table.current());
  }

  /** The catalog replaces the base that was checked, or nothing. */
  @Override
  public void commit(TableMetadata base, TableMetadata metadata) {
    run.require(name, base.properties());
    agreed.requireLive(name, base.properties());
    if (job != null) {
      agreed.requireOf(job, name, base, metadata);
    }
    known.require(name, base, metadata);
    super.commit(base, metadata);
    known.add(metadata);
  }
}
