package io.tidemark.lake;

import io.tidemark.definition.Partitioning;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.types.Conversions;
import org.apache.iceberg.types.Types;

/** The time that a table's rows are of, as its files' statistics know it. */
public final class TableSpan {

  private static final long MICROS = 1000;

  private TableSpan() {}

  /**
   * The rows' range before a moment, widened to whole partitions at its beginning and narrowed to
   * them at that moment.
   *
   * @param column the timestamp column that the table may be partitioned by
   * @param before epoch milliseconds; {@link Long#MAX_VALUE} for all rows
   * @return empty where there is no such row
   */
  public static Optional<TimeRange> before(Table table, String column, long before) {
    long first = Long.MAX_VALUE;
    long last = Long.MIN_VALUE;
    Types.NestedField field = table.schema().findField(column);
    try (CloseableIterable<FileScanTask> tasks = table.newScan().includeColumnStats().planFiles()) {
      for (FileScanTask task : tasks) {
        DataFile file = task.file();
        first = Math.min(first, millis(file.lowerBounds(), field, first));
        last = Math.max(last, millis(file.upperBounds(), field, last));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Partitioning partitioning = IcebergSchemas.partitioning(table.spec());
    long length =
        partitioning == null || partitioning == Partitioning.NONE
            ? 1
            : partitioning.length().toMillis();
    if (first > last) {
      return Optional.empty();
    }
    long from = Math.floorDiv(first, length) * length;
    long end = (Math.floorDiv(last, length) + 1) * length;
    long to =
        Math.min(end, before == Long.MAX_VALUE ? end : Math.floorDiv(before, length) * length);
    return from < to ? Optional.of(new TimeRange(column, from, to)) : Optional.empty();
  }

  private static long millis(
      Map<Integer, ByteBuffer> bounds, Types.NestedField field, long otherwise) {
    ByteBuffer bound = bounds == null ? null : bounds.get(field.fieldId());
    return bound == null
        ? otherwise
        : Math.floorDiv(Conversions.<Long>fromByteBuffer(field.type(), bound), MICROS);
  }
}
