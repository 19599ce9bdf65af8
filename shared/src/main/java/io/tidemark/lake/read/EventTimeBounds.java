package io.tidemark.lake.read;

import io.tidemark.definition.TimePartitioning;
import io.tidemark.lake.IcebergSchemaConverter;
import io.tidemark.lake.TimeRange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.types.Conversions;
import org.apache.iceberg.types.Types;

/**
 * Range of a table's event time, from the column bounds in its manifests; no file is read. It
 * becomes the {@link TimeRange} of backfills.
 */
public final class EventTimeBounds {

  private static final long MICROS = 1000;

  private final Types.NestedField field;
  private long first = Long.MAX_VALUE;
  private long last = Long.MIN_VALUE;

  private EventTimeBounds(Types.NestedField field) {
    this.field = field;
  }

  /**
   * The rows' range before a moment, on the borders of the table's partitions: as wide as its rows
   * want, as narrow as that moment wants.
   *
   * @param column the timestamp column that the table may be partitioned by
   * @param before epoch milliseconds; {@link Long#MAX_VALUE} for all rows
   * @return empty where there is no such row
   */
  public static Optional<TimeRange> before(Table table, String column, long before) {
    return of(table, column)
        .range(column, before, lengthOf(IcebergSchemaConverter.partitioning(table.spec())));
  }

  /** Time of the newest row in epoch milliseconds; empty where there is none. */
  public static OptionalLong newest(Table table, String column) {
    EventTimeBounds bounds = of(table, column);
    return bounds.first > bounds.last ? OptionalLong.empty() : OptionalLong.of(bounds.last);
  }

  private static EventTimeBounds of(Table table, String column) {
    EventTimeBounds bounds = new EventTimeBounds(table.schema().findField(column));
    try (CloseableIterable<FileScanTask> tasks = table.newScan().includeColumnStats().planFiles()) {
      tasks.forEach(task -> bounds.add(task.file()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bounds;
  }

  private static long lengthOf(TimePartitioning partitioning) {
    return partitioning == null || partitioning == TimePartitioning.NONE
        ? 1
        : partitioning.length().toMillis();
  }

  private void add(DataFile file) {
    first = Math.min(first, millis(file.lowerBounds(), first));
    last = Math.max(last, millis(file.upperBounds(), last));
  }

  private long millis(Map<Integer, ByteBuffer> bounds, long otherwise) {
    ByteBuffer bound = bounds == null ? null : bounds.get(field.fieldId());
    return bound == null
        ? otherwise
        : Math.floorDiv(Conversions.<Long>fromByteBuffer(field.type(), bound), MICROS);
  }

  private Optional<TimeRange> range(String column, long before, long length) {
    if (first > last || before <= first) {
      return Optional.empty();
    }
    long from = Math.floorDiv(first, length) * length;
    long end = (Math.floorDiv(last, length) + 1) * length;
    long to = Math.min(end, Math.floorDiv(before, length) * length);
    return from < to ? Optional.of(new TimeRange(column, from, to)) : Optional.empty();
  }
}
