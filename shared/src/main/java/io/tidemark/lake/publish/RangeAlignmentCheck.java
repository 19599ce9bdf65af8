package io.tidemark.lake.publish;

import io.tidemark.definition.TimePartitioning;
import io.tidemark.definition.UserException;
import io.tidemark.lake.IcebergSchemaConverter;
import io.tidemark.lake.TimeRange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Locale;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Table;
import org.apache.iceberg.expressions.StrictMetricsEvaluator;
import org.apache.iceberg.io.CloseableIterable;

/**
 * Refuses ranges that cover a file in part, since {@link RangePublisher} replaces files as a whole:
 * in a partitioned table a range ends on borders of partitions.
 */
final class RangeAlignmentCheck {

  private RangeAlignmentCheck() {}

  static void check(Table table, TimeRange range) {
    TimePartitioning partitioning = IcebergSchemaConverter.partitioning(table.spec());
    if (partitioning == TimePartitioning.NONE) {
      checkFiles(table, range);
    } else if (partitioning == null || !partitionColumn(table).equals(range.column())) {
      throw new UserException(
          "table " + table.name(),
          "it is partitioned by " + IcebergSchemaConverter.describe(table.spec(), table.schema()),
          "ranges are replaced in tables with partitions of hours or days of " + range.column(),
          "day(" + range.column() + ")");
    } else {
      checkBorders(table, range, partitioning);
    }
  }

  private static String partitionColumn(Table table) {
    return table.schema().findColumnName(table.spec().fields().get(0).sourceId());
  }

  private static void checkBorders(Table table, TimeRange range, TimePartitioning partitioning) {
    long length = partitioning.length().toMillis();
    long from = Math.floorDiv(range.from(), length) * length;
    long to = -Math.floorDiv(-range.to(), length) * length;
    if (from != range.from() || to != range.to()) {
      throw new UserException(
          "table " + table.name(),
          "the range " + range + " cuts a partition in two",
          "a range begins and ends on a border of the table's partitions, here "
              + partitioning.name().toLowerCase(Locale.ROOT)
              + " in UTC",
          "from " + Instant.ofEpochMilli(from) + " to " + Instant.ofEpochMilli(to));
    }
  }

  private static void checkFiles(Table table, TimeRange range) {
    var inside = new StrictMetricsEvaluator(table.schema(), range.filter(), true);
    try (CloseableIterable<FileScanTask> tasks =
        table.newScan().filter(range.filter()).includeColumnStats().planFiles()) {
      for (FileScanTask task : tasks) {
        if (!inside.eval(task.file())) {
          throw partial(table, range);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static UserException partial(Table table, TimeRange range) {
    return new UserException(
        "table " + table.name(),
        "the range " + range + " covers some rows of a file, not all",
        "files are replaced whole; a table without partitions has files of any range",
        "all of the table's time, or partitioning: days from the start");
  }
}
