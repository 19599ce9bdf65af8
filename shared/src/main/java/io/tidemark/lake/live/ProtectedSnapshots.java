package io.tidemark.lake.live;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;

/**
 * Newest part of a table's history, which maintenance leaves alone: a restart of the live job may
 * take it back, and finds out from it how far the job was. {@link KeptSnapshots} keeps its
 * snapshots.
 *
 * @param sequence the first sequence number that belongs to it
 * @param millis when it was committed, in epoch milliseconds
 */
public record ProtectedSnapshots(long sequence, long millis) {

  /** Those that a restart may take back, and one more. */
  static final int COMMITS = CommonCheckpoint.COMMITS_APART + 1;

  /** Of a table without a live job: nothing, but for what is younger than that moment. */
  public static ProtectedSnapshots of(Table table, Instant youngerThan) {
    ProtectedSnapshots live = last(LiveCommit.standingSnapshots(table).limit(COMMITS));
    ProtectedSnapshots young =
        last(
            SnapshotLineage.of(table)
                .takeWhile(snapshot -> snapshot.timestampMillis() > youngerThan.toEpochMilli()));
    return new ProtectedSnapshots(
        Math.min(live.sequence, young.sequence), Math.min(live.millis, young.millis));
  }

  /** Whether the file was there before. */
  public boolean isAfter(DataFile file) {
    return file.dataSequenceNumber() < sequence;
  }

  private static ProtectedSnapshots last(Stream<Snapshot> newestFirst) {
    List<Snapshot> snapshots = newestFirst.toList();
    if (snapshots.isEmpty()) {
      return new ProtectedSnapshots(Long.MAX_VALUE, Long.MAX_VALUE);
    }
    Snapshot oldest = snapshots.get(snapshots.size() - 1);
    return new ProtectedSnapshots(oldest.sequenceNumber(), oldest.timestampMillis());
  }
}
