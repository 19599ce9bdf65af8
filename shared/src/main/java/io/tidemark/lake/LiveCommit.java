package io.tidemark.lake;

import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.flink.sink.SinkUtil;
import org.apache.iceberg.util.SnapshotUtil;

/**
 * A commit of a live job to a table.
 *
 * @param jobId the Flink job
 * @param checkpoint the newest checkpoint whose rows are in the table
 */
public record LiveCommit(String jobId, long checkpoint) {

  /** The newest of any job; empty if none wrote the table, as far as its snapshots tell. */
  public static Optional<LiveCommit> newest(Table table) {
    return newest(table, commit -> true);
  }

  /** The newest of that job. */
  static Optional<LiveCommit> newest(Table table, String jobId) {
    return newest(table, commit -> commit.jobId().equals(jobId));
  }

  private static Optional<LiveCommit> newest(Table table, Predicate<LiveCommit> wanted) {
    table.refresh();
    for (Snapshot snapshot : SnapshotUtil.currentAncestors(table)) {
      Optional<LiveCommit> commit = of(snapshot.summary()).filter(wanted);
      if (commit.isPresent()) {
        return commit;
      }
    }
    return Optional.empty();
  }

  /** The commit that a snapshot of that summary is, if it is one. */
  static Optional<LiveCommit> of(Map<String, String> summary) {
    String jobId = summary.get(SinkUtil.FLINK_JOB_ID);
    String checkpoint = summary.get(SinkUtil.MAX_COMMITTED_CHECKPOINT_ID);
    return jobId == null || checkpoint == null
        ? Optional.empty()
        : Optional.of(new LiveCommit(jobId, Long.parseLong(checkpoint)));
  }
}
