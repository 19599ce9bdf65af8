package io.tidemark.lake.ledger;

import io.tidemark.lake.Lake;
import io.tidemark.lake.live.LiveCommit;
import io.tidemark.lake.live.WriterLease;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.IcebergGenerics.ScanBuilder;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.util.SnapshotUtil;

/**
 * Newest snapshot of the late ledger whose late events are all in the event tables. A live job
 * commits its tables one after the other; rows recomputed before the event is there would lack it
 * again, and {@link HealLog} would say that they have it.
 */
final class SettledLedger {

  private final Lake lake;
  private final Table ledger;

  SettledLedger(Lake lake, Table ledger) {
    this.lake = lake;
    this.ledger = ledger;
  }

  /** The newest such snapshot; null if there is none. */
  Snapshot newest() {
    Snapshot candidate = null;
    for (Snapshot snapshot : SnapshotUtil.currentAncestors(ledger)) {
      candidate = candidate == null ? snapshot : candidate;
      Optional<LiveCommit> commit = LiveCommit.of(snapshot.summary());
      if (commit.isPresent()) {
        if (isSettled(snapshot, commit.get())) {
          return candidate;
        }
        candidate = null;
      }
    }
    return candidate;
  }

  private boolean isSettled(Snapshot snapshot, LiveCommit commit) {
    return streams(snapshot).stream()
        .allMatch(stream -> holds(lake.table(stream), snapshot, commit));
  }

  /** Where the job left no trace among the snapshots, a later one has committed what it left. */
  private static boolean holds(Table events, Snapshot snapshot, LiveCommit commit) {
    return LiveCommit.newest(events, commit.jobId())
        .map(newest -> newest.checkpoint() >= commit.checkpoint())
        .orElseGet(
            () ->
                WriterLease.written(events)
                    .findFirst()
                    .filter(newest -> newest.timestampMillis() > snapshot.timestampMillis())
                    .isPresent());
  }

  /** Streams of the entries that the snapshot added. */
  private Set<String> streams(Snapshot snapshot) {
    ScanBuilder scan = IcebergGenerics.read(ledger).select(LateLedger.STREAM);
    Set<String> streams = new TreeSet<>();
    try (CloseableIterable<Record> rows = added(scan, snapshot).build()) {
      rows.forEach(row -> streams.add((String) row.getField(LateLedger.STREAM)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return streams;
  }

  private static ScanBuilder added(ScanBuilder scan, Snapshot snapshot) {
    return snapshot.parentId() == null
        ? scan.useSnapshot(snapshot.snapshotId())
        : scan.appendsBetween(snapshot.parentId(), snapshot.snapshotId());
  }
}
