package io.tidemark.lake.write;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.OutputFileFactory;

/**
 * Writes a few rows to one data file of an unpartitioned table without a Flink job, for {@link
 * SingleWriter}.
 */
public final class RowFileWriter {

  private RowFileWriter() {}

  /**
   * Writes the file; it belongs to the table once it is committed.
   *
   * @param rows in the table's layout, at least one
   */
  public static DataFile write(Table table, RowType rowType, List<? extends RowData> rows) {
    OutputFileFactory files =
        OutputFileFactory.builderFor(table, 0, 0).format(FileFormat.PARQUET).build();
    try {
      StagedFileWriter writer = StagedFileWriter.open(table, rowType, files, rows.get(0));
      rows.forEach(row -> writer.write(row, 0));
      return writer.finish().dataFile();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
