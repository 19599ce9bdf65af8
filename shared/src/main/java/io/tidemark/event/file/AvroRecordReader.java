package io.tidemark.event.file;

import io.tidemark.event.format.AvroRowConverter;
import io.tidemark.event.format.Utf8DatumReader;
import java.io.EOFException;
import java.io.IOException;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.SeekableInputStream;

/**
 * Reads Avro's container files, each with its schema in front. Fields are found by name, by {@link
 * AvroRowConverter}.
 *
 * <p>Avro's reader takes the end of a file that is cut off, and a block that ends too early, for
 * the end of the records: there are no more only where the last block ends with the file.
 */
final class AvroRecordReader implements FileRecordReader {

  private final InputFile file;
  private final DataFileReader<GenericRecord> records;
  private final AvroRowConverter shape;
  private GenericRecord record;

  private AvroRecordReader(
      InputFile file, DataFileReader<GenericRecord> records, AvroRowConverter shape) {
    this.file = file;
    this.records = records;
    this.shape = shape;
  }

  static AvroRecordReader open(InputFile file, RowType shape) throws IOException {
    AvroInputFile input = new AvroInputFile(file);
    try {
      DataFileReader<GenericRecord> records = new DataFileReader<>(input, new Utf8DatumReader<>());
      AvroRowConverter fitted = new AvroRowConverter(records.getSchema(), shape, false);
      if (!fitted.problems().isEmpty()) {
        throw new UnreadableFileException(file.location(), String.join("; ", fitted.problems()));
      }
      return new AvroRecordReader(file, records, fitted);
    } catch (IOException | RuntimeException | Error e) {
      input.close();
      throw e;
    }
  }

  @Override
  public boolean advance() throws IOException {
    while (!records.hasNext()) {
      if (records.previousSync() == file.getLength()) {
        record = null;
        return false;
      }
      skipEmptyBlock();
    }
    record = records.next(record);
    return true;
  }

  /**
   * Skips a block without records: some writers flush such, and Avro's reader takes them for the
   * end, too.
   */
  private void skipEmptyBlock() throws IOException {
    long begin = records.previousSync();
    try (SeekableInputStream in = file.newStream()) {
      in.seek(begin);
      if (in.read() != 0) {
        throw new EOFException("its block at byte %,d is not whole".formatted(begin));
      }
    }
    records.sync(begin);
  }

  @Override
  public RowData read() {
    return shape.row(record);
  }

  @Override
  public byte[] text() {
    return null;
  }

  @Override
  public void close() throws IOException {
    records.close();
  }
}
