package io.tidemark.lake.publish;

import io.tidemark.lake.TimeRange;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;
import org.apache.iceberg.ContentFile;
import org.apache.iceberg.DataOperations;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotChanges;
import org.apache.iceberg.Table;
import org.apache.iceberg.expressions.Evaluator;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Projections;
import org.apache.iceberg.util.SnapshotUtil;

/**
 * Finds the snapshot from which {@link RangePublisher} lets Iceberg validate its commit. A
 * compaction gives the rows of a range other files, which Iceberg takes for a conflict with what
 * was computed before; but the rows are the same, so the validation starts behind it.
 */
final class ValidationStartFinder {

  private final Table table;
  private final Expression filter;

  private ValidationStartFinder(Table table, TimeRange range) {
    this.table = table;
    this.filter = range.filter();
  }

  /**
   * The newest snapshot up to which nothing but compactions has touched the range.
   *
   * @param since a snapshot from before; empty where the table had none
   */
  static OptionalLong find(Table table, TimeRange range, OptionalLong since) {
    table.refresh();
    ValidationStartFinder finder = new ValidationStartFinder(table, range);
    OptionalLong start = since;
    for (Snapshot snapshot : after(table, since)) {
      if (finder.isRangeTouchedBy(snapshot)) {
        break;
      }
      start = OptionalLong.of(snapshot.snapshotId());
    }
    return start;
  }

  /** Oldest first; none where the history does not reach back so far any more. */
  private static Iterable<Snapshot> after(Table table, OptionalLong since) {
    Deque<Snapshot> snapshots = new ArrayDeque<>();
    for (Snapshot snapshot : SnapshotUtil.currentAncestors(table)) {
      if (since.equals(OptionalLong.of(snapshot.snapshotId()))) {
        return snapshots;
      }
      snapshots.addFirst(snapshot);
    }
    return List.of();
  }

  private boolean isRangeTouchedBy(Snapshot snapshot) {
    if (snapshot.operation().equals(DataOperations.REPLACE)) {
      return false;
    }
    SnapshotChanges changes = SnapshotChanges.builderFor(table).snapshot(snapshot).build();
    return touches(changes.addedDataFiles())
        || touches(changes.removedDataFiles())
        || touches(changes.addedDeleteFiles());
  }

  private boolean touches(Iterable<? extends ContentFile<?>> files) {
    for (ContentFile<?> file : files) {
      PartitionSpec spec = table.specs().get(file.specId());
      Expression partitions = Projections.inclusive(spec).project(filter);
      if (new Evaluator(spec.partitionType(), partitions).eval(file.partition())) {
        return true;
      }
    }
    return false;
  }
}
