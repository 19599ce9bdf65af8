package io.tidemark.event;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Conversions;
import org.apache.iceberg.types.Types.NestedField;

/**
 * Bounds of the Kafka coordinates in a data file, from Iceberg's column statistics; they tell
 * {@link CoordinateScan} which files need not be read.
 *
 * @param topic of all of them; empty where that is not known, or there are several
 * @param dense whether the rows are all offsets from the first to the last one of one partition
 */
public record CoordinateBounds(
    Optional<String> topic,
    int firstPartition,
    int lastPartition,
    long firstOffset,
    long lastOffset,
    boolean dense) {

  /** Bounds of a file that is planned with its statistics; empty where one of them is missing. */
  static Optional<CoordinateBounds> of(FileScanTask task, Schema schema) {
    DataFile file = task.file();
    Integer firstPartition = bound(file.lowerBounds(), schema, EventLayout.PARTITION);
    Integer lastPartition = bound(file.upperBounds(), schema, EventLayout.PARTITION);
    Long firstOffset = bound(file.lowerBounds(), schema, EventLayout.OFFSET);
    Long lastOffset = bound(file.upperBounds(), schema, EventLayout.OFFSET);
    if (firstPartition == null
        || lastPartition == null
        || firstOffset == null
        || lastOffset == null) {
      return Optional.empty();
    }
    boolean dense =
        task.deletes().isEmpty()
            && firstPartition.equals(lastPartition)
            && lastOffset - firstOffset + 1 == file.recordCount();
    return Optional.of(
        new CoordinateBounds(
            topic(file, schema), firstPartition, lastPartition, firstOffset, lastOffset, dense));
  }

  /**
   * Topic of all rows, where both bounds agree. Iceberg truncates the bounds of a long text, but
   * then they are not equal.
   */
  private static Optional<String> topic(DataFile file, Schema schema) {
    CharSequence first = bound(file.lowerBounds(), schema, EventLayout.TOPIC);
    CharSequence last = bound(file.upperBounds(), schema, EventLayout.TOPIC);
    return first != null && last != null && first.toString().equals(last.toString())
        ? Optional.of(first.toString())
        : Optional.empty();
  }

  private static <T> T bound(Map<Integer, ByteBuffer> bounds, Schema schema, String column) {
    NestedField field = schema.findField(column);
    ByteBuffer bound = bounds == null ? null : bounds.get(field.fieldId());
    return bound == null ? null : Conversions.fromByteBuffer(field.type(), bound);
  }
}
