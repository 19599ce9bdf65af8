package io.tidemark.event.file;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;
import org.apache.iceberg.Schema;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.GenericParquetReaders;
import org.apache.iceberg.flink.data.FlinkParquetReaders;
import org.apache.iceberg.flink.data.StructRowData;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.CloseableIterator;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.mapping.MappingUtil;
import org.apache.iceberg.parquet.Parquet;
import org.apache.iceberg.parquet.ParquetSchemaUtil;

/**
 * Parquet by Iceberg's reader, which widens types and reads every unit of timestamps; Flink's takes
 * no other type than the one it expects, and what is missing for NULL.
 */
final class ParquetRows implements FileRows {

  private final CloseableIterable<RowData> rows;
  private final CloseableIterator<RowData> iterator;
  private RowData row;

  private ParquetRows(CloseableIterable<RowData> rows) {
    this.rows = rows;
    this.iterator = rows.iterator();
  }

  /**
   * What a file says of itself.
   *
   * @param int96 whether it has timestamps as Spark writes them unless told otherwise, which of
   *     Iceberg's readers only the slower one reads
   */
  private record Contents(Schema schema, boolean int96) {}

  static ParquetRows open(InputFile file, RowType shape) throws IOException {
    Contents contents = contents(file);
    Schema columns = FileSchema.project(file.location(), contents.schema(), shape);
    Parquet.ReadBuilder reader =
        Parquet.read(file).project(columns).withNameMapping(MappingUtil.create(columns));
    return new ParquetRows(contents.int96() ? records(reader, columns) : rows(reader, columns));
  }

  private static CloseableIterable<RowData> rows(Parquet.ReadBuilder reader, Schema columns) {
    return reader.createReaderFunc(type -> FlinkParquetReaders.buildReader(columns, type)).build();
  }

  private static CloseableIterable<RowData> records(Parquet.ReadBuilder reader, Schema columns) {
    CloseableIterable<Record> records =
        reader.createReaderFunc(type -> GenericParquetReaders.buildReader(columns, type)).build();
    StructRowData row = new StructRowData(columns.asStruct());
    return CloseableIterable.transform(records, row::setStruct);
  }

  /** Iceberg has no other way to the columns of a file than to begin to read it. */
  private static Contents contents(InputFile file) throws IOException {
    AtomicReference<Contents> contents = new AtomicReference<>();
    Schema nothing = new Schema();
    try (CloseableIterable<RowData> rows =
        Parquet.read(file)
            .project(nothing)
            .createReaderFunc(
                type -> {
                  boolean int96 =
                      type.getColumns().stream()
                          .map(column -> column.getPrimitiveType().getPrimitiveTypeName().name())
                          .anyMatch("INT96"::equals);
                  contents.set(new Contents(ParquetSchemaUtil.convert(type), int96));
                  return FlinkParquetReaders.buildReader(nothing, type);
                })
            .build()) {
      rows.iterator().close();
    }
    return contents.get();
  }

  @Override
  public boolean advance() {
    boolean more = iterator.hasNext();
    row = more ? iterator.next() : null;
    return more;
  }

  @Override
  public RowData read() {
    return row;
  }

  @Override
  public byte[] text() {
    return null;
  }

  @Override
  public void close() throws IOException {
    iterator.close();
    rows.close();
  }
}
