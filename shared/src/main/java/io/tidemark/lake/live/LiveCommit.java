package io.tidemark.lake.live;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.flink.sink.SinkUtil;

/**
 * Commit of a live job to a table: the Flink job and the newest checkpoint in it, as Iceberg's sink
 * writes them into the snapshot's summary. Roll-backs ({@link RollBackAction}) write them as well,
 * so commits that were taken back do not count as standing.
 *
 * @param jobId the Flink job
 * @param checkpoint the newest checkpoint whose rows are in the table
 */
public record LiveCommit(String jobId, long checkpoint) {

  /** The newest of any job; empty if none wrote the table, as far as its snapshots tell. */
  public static Optional<LiveCommit> newest(Table table) {
    return standing(table).findFirst();
  }

  /** The newest of that job. */
  public static Optional<LiveCommit> newest(Table table, String jobId) {
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
    return standing(SnapshotLineage.of(table));
  }

  /** Of snapshots, newest first. */
  static Stream<Snapshot> standing(Stream<Snapshot> newestFirst) {
    AtomicLong last = new AtomicLong(Long.MAX_VALUE);
    return newestFirst.filter(
        snapshot ->
            of(snapshot.summary())
                .map(LiveCommit::checkpoint)
                .filter(c -> c <= last.getAndAccumulate(c, Math::min))
                .isPresent());
  }

  /** The commit that a snapshot of that summary is, if it is one. */
  public static Optional<LiveCommit> of(Map<String, String> summary) {
    String jobId = summary.get(SinkUtil.FLINK_JOB_ID);
    String checkpoint = summary.get(SinkUtil.MAX_COMMITTED_CHECKPOINT_ID);
    return jobId == null || checkpoint == null
        ? Optional.empty()
        : Optional.of(new LiveCommit(jobId, Long.parseLong(checkpoint)));
  }
}
