package io.tidemark.lake.publish;

import io.tidemark.lake.SnapshotProperties;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.util.SnapshotUtil;

/**
 * Finds the snapshot that a run has committed, by the run's id in the summary: a commit whose
 * answer was lost may have landed all the same. {@link RangePublisher} looks before and after each
 * attempt.
 */
public final class RunSnapshot {

  private RunSnapshot() {}

  /**
   * Reads the table again and looks among its snapshots.
   *
   * @param runId the value of {@link SnapshotProperties#RUN_ID}
   * @param began the table's snapshot when the run began; empty if it had none
   */
  public static Optional<Snapshot> find(Table table, String runId, OptionalLong began) {
    table.refresh();
    for (Snapshot snapshot : SnapshotUtil.currentAncestors(table)) {
      if (runId.equals(snapshot.summary().get(SnapshotProperties.RUN_ID))) {
        return Optional.of(snapshot);
      }
      if (began.equals(OptionalLong.of(snapshot.snapshotId()))) {
        break;
      }
    }
    return Optional.empty();
  }
}
