package io.tidemark.event.file;

import io.tidemark.event.AvroShape;
import io.tidemark.event.Utf8DatumReader;
import java.io.IOException;
import org.apache.avro.file.DataFileStream;
import org.apache.avro.generic.GenericRecord;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;
import org.apache.iceberg.io.InputFile;

/** Avro's container files, each with its schema in front. */
final class AvroRows implements FileRows {

  private final DataFileStream<GenericRecord> records;
  private final AvroShape shape;
  private GenericRecord record;

  private AvroRows(DataFileStream<GenericRecord> records, AvroShape shape) {
    this.records = records;
    this.shape = shape;
  }

  static AvroRows open(InputFile file, RowType shape) throws IOException {
    DataFileStream<GenericRecord> records =
        new DataFileStream<>(file.newStream(), new Utf8DatumReader<>());
    AvroShape fitted = new AvroShape(records.getSchema(), shape, false);
    if (!fitted.problems().isEmpty()) {
      records.close();
      throw new UnreadableFileException(file.location(), String.join("; ", fitted.problems()));
    }
    return new AvroRows(records, fitted);
  }

  @Override
  public boolean advance() throws IOException {
    boolean more = records.hasNext();
    record = more ? records.next(record) : null;
    return more;
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
