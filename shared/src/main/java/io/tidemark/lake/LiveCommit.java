package io.tidemark.lake;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.exceptions.ValidationException;
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
    return standing(table).findFirst();
  }

  /** Number of the newest checkpoint that any of the tables has; 0 where none has one. */
  public static long newest(Lake lake, List<String> tables) {
    return tables.stream()
        .filter(lake::exists)
        .flatMap(table -> newest(lake.table(table)).stream())
        .mapToLong(LiveCommit::checkpoint)
        .max()
        .orElse(0);
  }

  /** The newest of that job. */
  static Optional<LiveCommit> newest(Table table, String jobId) {
    return standing(table).filter(commit -> commit.jobId().equals(jobId)).findFirst();
  }

  /** Those that were not taken back, newest first. */
  static Stream<LiveCommit> standing(Table table) {
    return standingSnapshots(table)
        .map(snapshot -> of(snapshot.summary()).orElseThrow())
        .distinct();
  }

  /** Their snapshots. Jobs count on from each other: a greater number further back is void. */
  static Stream<Snapshot> standingSnapshots(Table table) {
    table.refresh();
    AtomicLong last = new AtomicLong(Long.MAX_VALUE);
    return StreamSupport.stream(SnapshotUtil.currentAncestors(table).spliterator(), false)
        .filter(
            snapshot ->
                of(snapshot.summary())
                    .map(LiveCommit::checkpoint)
                    .filter(c -> c <= last.getAndAccumulate(c, Math::min))
                    .isPresent());
  }

  /**
   * Refuses a live commit where its job has committed that checkpoint, or a later one.
   *
   * @param base what it is to replace
   */
  static void requireNew(String table, TableMetadata base, TableMetadata metadata) {
    Snapshot now = base.currentSnapshot();
    Snapshot next = metadata.currentSnapshot();
    if (now == null || next == null || next.snapshotId() == now.snapshotId()) {
      return;
    }
    of(next.summary())
        .ifPresent(
            commit ->
                newest(base, commit.jobId())
                    .filter(made -> made.checkpoint() >= commit.checkpoint())
                    .ifPresent(made -> commit.refuse(table, made)));
  }

  private static Optional<LiveCommit> newest(TableMetadata metadata, String jobId) {
    long current = metadata.currentSnapshot().snapshotId();
    return StreamSupport.stream(
            SnapshotUtil.ancestorsOf(current, metadata::snapshot).spliterator(), false)
        .flatMap(snapshot -> of(snapshot.summary()).stream())
        .filter(commit -> commit.jobId().equals(jobId))
        .findFirst();
  }

  private void refuse(String table, LiveCommit made) {
    throw new ValidationException(
        "checkpoint %d of job %s is not committed to table %s: another task of the job has"
            + " committed checkpoint %d",
        checkpoint, jobId, table, made.checkpoint());
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
