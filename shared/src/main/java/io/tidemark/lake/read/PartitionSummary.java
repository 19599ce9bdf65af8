package io.tidemark.lake.read;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.CloseableIterable;

/** Counts files, rows and bytes of each partition, for {@link TableReport#partitions}. */
final class PartitionSummary {

  private long files;
  private long rows;
  private long bytes;

  private PartitionSummary() {}

  static TableReport of(Table table) {
    table.refresh();
    Map<String, PartitionSummary> partitions = new TreeMap<>();
    try (CloseableIterable<FileScanTask> tasks = table.newScan().planFiles()) {
      for (FileScanTask task : tasks) {
        String path = task.spec().partitionToPath(task.file().partition());
        partitions.computeIfAbsent(path, p -> new PartitionSummary()).add(task);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new TableReport(
        List.of("partition", "files", "rows", "bytes"),
        partitions.entrySet().stream().map(p -> p.getValue().row(p.getKey())).toList());
  }

  private void add(FileScanTask task) {
    files++;
    rows += task.file().recordCount();
    bytes += task.file().fileSizeInBytes();
  }

  private List<String> row(String partition) {
    return List.of(partition, String.valueOf(files), String.valueOf(rows), String.valueOf(bytes));
  }
}
