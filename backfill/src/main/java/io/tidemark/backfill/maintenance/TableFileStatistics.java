package io.tidemark.backfill.maintenance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.CloseableIterable;

/**
 * Counts of rows, files, manifests and snapshots that a reader of the whole table meets; {@link
 * MaintainJob} reports them before and after.
 *
 * @param rows of the current snapshot
 * @param files data files of the current snapshot
 * @param bytes of these
 * @param mostFiles files of the partition that has the most
 * @param manifests of the current snapshot
 * @param snapshots that the table knows
 */
public record TableFileStatistics(
    long rows, long files, long bytes, long mostFiles, int manifests, int snapshots) {

  /** As the table is now. */
  public static TableFileStatistics of(Table table) {
    table.refresh();
    long rows = 0;
    long bytes = 0;
    long files = 0;
    Map<String, Long> partitions = new HashMap<>();
    try (CloseableIterable<FileScanTask> tasks = table.newScan().planFiles()) {
      for (FileScanTask task : tasks) {
        files++;
        rows += task.file().recordCount();
        bytes += task.file().fileSizeInBytes();
        String partition = task.spec().partitionToPath(task.file().partition());
        partitions.merge(partition, 1L, Long::sum);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    long most = partitions.values().stream().mapToLong(Long::longValue).max().orElse(0);
    return new TableFileStatistics(rows, files, bytes, most, manifests(table), snapshots(table));
  }

  private static int manifests(Table table) {
    return table.currentSnapshot() == null
        ? 0
        : table.currentSnapshot().allManifests(table.io()).size();
  }

  private static int snapshots(Table table) {
    int count = 0;
    for (var ignored : table.snapshots()) {
      count++;
    }
    return count;
  }
}
