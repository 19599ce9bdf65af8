package io.tidemark.testing.endtoend;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.GenericParquetReaders;
import org.apache.iceberg.data.parquet.GenericParquetWriter;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.DataWriter;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.io.OutputFileFactory;
import org.apache.iceberg.parquet.Parquet;

/**
 * Damage to a feature table, for {@code verify} to find: one row is lost, one has a wrong value,
 * one is bogus. {@link EndToEndWorkspace#fork} gives a table that may be damaged.
 */
public record DamagedRows(Record lost, Record changed, Object valueBefore, Record bogus) {

  public static final Object WRONG = 1_000_007L;
  public static final String BOGUS = "bogus";

  /**
   * Does it to the largest file of the table.
   *
   * @param column a BIGINT
   */
  public static DamagedRows doTo(Table table, String column) throws IOException {
    DataFile file = largestFile(table);
    List<Record> rows = read(table, file);
    Record lost = rows.remove(0);
    Record changed = rows.get(0);
    Object before = changed.getField(column);
    changed.setField(column, WRONG);
    Record bogus = rows.get(1).copy("event_id", BOGUS);
    rows.add(bogus);
    table.newOverwrite().deleteFile(file).addFile(write(table, file, rows)).commit();
    return new DamagedRows(lost, changed, before, bogus);
  }

  private static DataFile largestFile(Table table) throws IOException {
    DataFile largest = null;
    try (CloseableIterable<FileScanTask> tasks = table.newScan().planFiles()) {
      for (FileScanTask task : tasks) {
        if (largest == null || task.file().recordCount() > largest.recordCount()) {
          largest = task.file().copy();
        }
      }
    }
    return largest;
  }

  private static List<Record> read(Table table, DataFile file) throws IOException {
    List<Record> rows = new ArrayList<>();
    try (CloseableIterable<Record> records =
        Parquet.read(table.io().newInputFile(file.location()))
            .project(table.schema())
            .createReaderFunc(type -> GenericParquetReaders.buildReader(table.schema(), type))
            .build()) {
      records.forEach(rows::add);
    }
    return rows;
  }

  private static DataFile write(Table table, DataFile like, List<Record> rows) throws IOException {
    OutputFile out =
        OutputFileFactory.builderFor(table, 0, 0)
            .format(FileFormat.PARQUET)
            .build()
            .newOutputFile(table.spec(), like.partition())
            .encryptingOutputFile();
    DataWriter<Record> writer =
        Parquet.writeData(out)
            .forTable(table)
            .createWriterFunc(GenericParquetWriter::create)
            .withPartition(like.partition())
            .build();
    try (writer) {
      rows.forEach(writer::write);
    }
    return writer.toDataFile();
  }
}
