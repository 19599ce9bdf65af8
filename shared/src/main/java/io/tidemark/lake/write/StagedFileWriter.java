package io.tidemark.lake.write;

import java.io.IOException;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.MetricsConfig;
import org.apache.iceberg.PartitionKey;
import org.apache.iceberg.Table;
import org.apache.iceberg.encryption.EncryptedOutputFile;
import org.apache.iceberg.flink.RowDataWrapper;
import org.apache.iceberg.formats.FormatModelRegistry;
import org.apache.iceberg.io.DataWriter;
import org.apache.iceberg.io.OutputFileFactory;

/**
 * Writes one data file and counts its rows and their times by itself, so that the {@link
 * StagedFile} can be checked against the file's statistics.
 */
public final class StagedFileWriter {

  private static final int LOOK_EVERY = 1000;

  private final DataWriter<RowData> writer;
  private final String location;
  private long rows;
  private long firstTime = Long.MAX_VALUE;
  private long lastTime = Long.MIN_VALUE;

  private StagedFileWriter(DataWriter<RowData> writer, String location) {
    this.writer = writer;
    this.location = location;
  }

  /** A file for the partition of that row. */
  public static StagedFileWriter open(
      Table table, RowType rowType, OutputFileFactory files, RowData first) throws IOException {
    PartitionKey partition = new PartitionKey(table.spec(), table.schema());
    partition.partition(new RowDataWrapper(rowType, table.schema().asStruct()).wrap(first));
    EncryptedOutputFile file =
        table.spec().isPartitioned()
            ? files.newOutputFile(table.spec(), partition)
            : files.newOutputFile();
    DataWriter<RowData> writer =
        FormatModelRegistry.<RowData, RowType>dataWriteBuilder(
                FileFormat.PARQUET, RowData.class, file)
            .schema(table.schema())
            .engineSchema(rowType)
            .setAll(table.properties())
            .metricsConfig(MetricsConfig.forTable(table))
            .spec(table.spec())
            .sortOrder(table.sortOrder())
            .partition(table.spec().isPartitioned() ? partition : null)
            .keyMetadata(file.keyMetadata())
            .build();
    return new StagedFileWriter(writer, file.encryptingOutputFile().location());
  }

  String location() {
    return location;
  }

  public void write(RowData row, long time) {
    writer.write(row);
    rows++;
    firstTime = Math.min(firstTime, time);
    lastTime = Math.max(lastTime, time);
  }

  /** Asked before every row; the size itself is worth a look now and then only. */
  boolean isFull(long targetSize) {
    return rows % LOOK_EVERY == 0 && writer.length() >= targetSize;
  }

  public StagedFile finish() throws IOException {
    writer.close();
    return StagedFile.of(writer.toDataFile(), rows, firstTime, lastTime);
  }

  void abort() throws IOException {
    writer.close();
  }
}
