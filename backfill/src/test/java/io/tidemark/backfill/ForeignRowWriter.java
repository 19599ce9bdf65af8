package io.tidemark.backfill;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.PartitionKey;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.InternalRecordWrapper;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.GenericParquetWriter;
import org.apache.iceberg.io.DataWriter;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.parquet.Parquet;

/** Commits rows to a table without a Flink job, as another writer would. */
public final class ForeignRowWriter {

  private ForeignRowWriter() {}

  public static void append(Table table, Map<String, Object> row, Map<String, String> summary) {
    append(table, List.of(row), summary);
  }

  /** Rows of one partition of the table, in one file. */
  public static DataFile append(
      Table table, List<Map<String, Object>> rows, Map<String, String> summary) {
    List<Record> records = new ArrayList<>();
    for (Map<String, Object> row : rows) {
      Record record = GenericRecord.create(table.schema());
      row.forEach(record::setField);
      records.add(record);
    }
    DataFile file = write(table, records);
    AppendFiles append = table.newAppend().appendFile(file);
    summary.forEach(append::set);
    append.commit();
    return file;
  }

  private static DataFile write(Table table, List<Record> records) {
    PartitionKey partition = new PartitionKey(table.spec(), table.schema());
    partition.partition(new InternalRecordWrapper(table.schema().asStruct()).wrap(records.get(0)));
    OutputFile file =
        table
            .io()
            .newOutputFile(
                table.locationProvider().newDataLocation(UUID.randomUUID() + ".parquet"));
    try {
      DataWriter<Record> writer =
          Parquet.writeData(file)
              .forTable(table)
              .withPartition(table.spec().isPartitioned() ? partition : null)
              .createWriterFunc(GenericParquetWriter::create)
              .build();
      try (writer) {
        records.forEach(writer::write);
      }
      return writer.toDataFile();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
