package io.tidemark.lake.read;

import io.tidemark.lake.SnapshotProperties;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotSummary;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.util.SnapshotUtil;

/**
 * Rows, columns, snapshots or partitions of a table as text, for {@code show}. {@link RowQuery}
 * selects rows.
 *
 * @param header names of the columns
 * @param rows a value a column each
 */
public record TableReport(List<String> header, List<List<String>> rows) {

  public TableReport {
    header = List.copyOf(header);
    rows = List.copyOf(rows);
  }

  /** The rows that the query asks for. */
  public static TableReport rows(Table table, RowQuery query) {
    return query.of(table);
  }

  /** Its columns, their types and comments. */
  public static TableReport columns(Table table) {
    return new TableReport(
        List.of("column", "type", "required", "comment"),
        table.schema().columns().stream()
            .map(
                field ->
                    List.of(
                        field.name(),
                        field.type().toString(),
                        field.isRequired() ? "yes" : "no",
                        field.doc() == null ? "" : field.doc()))
            .toList());
  }

  /** Its snapshots, newest first. */
  public static TableReport snapshots(Table table) {
    table.refresh();
    List<List<String>> rows = new ArrayList<>();
    for (Snapshot snapshot : SnapshotUtil.currentAncestors(table)) {
      Map<String, String> summary = snapshot.summary();
      rows.add(
          List.of(
              String.valueOf(snapshot.snapshotId()),
              Instant.ofEpochMilli(snapshot.timestampMillis()).toString(),
              summary.getOrDefault(SnapshotProperties.OPERATION, snapshot.operation()),
              summary.getOrDefault(SnapshotSummary.ADDED_RECORDS_PROP, "0"),
              summary.getOrDefault(SnapshotSummary.DELETED_RECORDS_PROP, "0"),
              summary.getOrDefault(SnapshotSummary.TOTAL_RECORDS_PROP, "0"),
              summary.getOrDefault(SnapshotProperties.RUN_ID, "")));
    }
    return new TableReport(
        List.of("snapshot", "time", "operation", "added", "deleted", "total", "run"), rows);
  }

  /** Its partitions, their files and rows, oldest first. */
  public static TableReport partitions(Table table) {
    return PartitionSummary.of(table);
  }

  /** Number of rows, by the manifests; row by row only where delete files hide some. */
  public static long countRows(Table table) {
    table.refresh();
    long rows = 0;
    try (CloseableIterable<FileScanTask> tasks = table.newScan().planFiles()) {
      for (FileScanTask task : tasks) {
        if (!task.deletes().isEmpty()) {
          return countOneByOne(table);
        }
        rows += task.file().recordCount();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return rows;
  }

  private static long countOneByOne(Table table) throws IOException {
    long rows = 0;
    try (CloseableIterable<Record> records = IcebergGenerics.read(table).build()) {
      for (Record ignored : records) {
        rows++;
      }
    }
    return rows;
  }
}
