package io.tidemark.event.file;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.iceberg.shaded.org.apache.parquet.column.ColumnDescriptor;
import org.apache.iceberg.shaded.org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.iceberg.shaded.org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.iceberg.shaded.org.apache.parquet.hadoop.metadata.ColumnPath;
import org.apache.iceberg.shaded.org.apache.parquet.schema.MessageType;

/**
 * Check that a Parquet file agrees with itself on its number of rows: in its footer, its row
 * groups, and their columns. {@link ParquetRecordReader} reads the rows of the groups, so without
 * it a file that lacks some would seem to be whole.
 */
final class ParquetRowCountCheck {

  private final String location;
  private final Set<ColumnPath> onceInARow;

  /**
   * @param columns that are read of the file
   */
  ParquetRowCountCheck(String location, MessageType columns) {
    this.location = location;
    this.onceInARow =
        columns.getColumns().stream()
            .filter(column -> column.getMaxRepetitionLevel() == 0)
            .map(ColumnDescriptor::getPath)
            .map(ColumnPath::get)
            .collect(Collectors.toSet());
  }

  /**
   * Requires the same number of rows everywhere.
   *
   * @throws UnreadableFileException if that is not what the file should have
   */
  void require(long rows, List<BlockMetaData> groups) throws UnreadableFileException {
    long rowsOfGroups = groups.stream().mapToLong(BlockMetaData::getRowCount).sum();
    if (rowsOfGroups != rows) {
      throw new UnreadableFileException(
          location,
          "its footer speaks of %,d rows, and its row groups of %,d".formatted(rows, rowsOfGroups));
    }
    for (BlockMetaData group : groups) {
      for (ColumnChunkMetaData column : group.getColumns()) {
        require(group.getRowCount(), column);
      }
    }
  }

  private void require(long rows, ColumnChunkMetaData column) throws UnreadableFileException {
    if (onceInARow.contains(column.getPath()) && column.getValueCount() != rows) {
      throw new UnreadableFileException(
          location,
          "a row group of %,d rows has %,d values of column %s"
              .formatted(rows, column.getValueCount(), column.getPath().toDotString()));
    }
  }
}
