package io.tidemark.lake.live;

import java.util.function.LongFunction;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.util.SnapshotUtil;

/**
 * Streams the snapshots that lead to a table's current one, newest first; those of other branches
 * and those that a reset has left are not among them. {@link LiveCommit} reads the commits of live
 * jobs from it.
 */
final class SnapshotLineage {

  private SnapshotLineage() {}

  static Stream<Snapshot> of(Table table) {
    return of(table.currentSnapshot(), table::snapshot);
  }

  static Stream<Snapshot> of(TableMetadata table) {
    return of(table.currentSnapshot(), table::snapshot);
  }

  private static Stream<Snapshot> of(Snapshot current, LongFunction<Snapshot> snapshots) {
    return current == null
        ? Stream.empty()
        : StreamSupport.stream(
            SnapshotUtil.ancestorsOf(current.snapshotId(), snapshots::apply).spliterator(), false);
  }
}
