package io.tidemark.lake.live;

import io.tidemark.lake.write.StagedFile;
import io.tidemark.lake.write.StagedFileWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.flink.table.data.RowData;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.OutputFileFactory;

/** Writes rows of the progress table ({@link ProgressRecord}) without a Flink job. */
final class ProgressRecordFixture {

  private ProgressRecordFixture() {}

  static StagedFile stage(Table table, List<RowData> rows) {
    OutputFileFactory files =
        OutputFileFactory.builderFor(table, 0, 0).format(FileFormat.PARQUET).build();
    try {
      StagedFileWriter writer =
          StagedFileWriter.open(table, ProgressRecord.LAYOUT.rowType(), files, rows.get(0));
      rows.forEach(row -> writer.write(row, 0));
      return writer.finish();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
