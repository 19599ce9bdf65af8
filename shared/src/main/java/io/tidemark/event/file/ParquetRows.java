package io.tidemark.event.file;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;
import org.apache.iceberg.Schema;
import org.apache.iceberg.flink.data.FlinkParquetReaders;
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

  static ParquetRows open(InputFile file, RowType shape) throws IOException {
    Schema columns = FileSchema.project(file.location(), schema(file), shape);
    return new ParquetRows(
        Parquet.read(file)
            .project(columns)
            .withNameMapping(MappingUtil.create(columns))
            .createReaderFunc(type -> FlinkParquetReaders.buildReader(columns, type))
            .build());
  }

  /** Iceberg has no other way to the columns of a file than to begin to read it. */
  private static Schema schema(InputFile file) throws IOException {
    AtomicReference<Schema> schema = new AtomicReference<>();
    Schema nothing = new Schema();
    try (CloseableIterable<RowData> rows =
        Parquet.read(file)
            .project(nothing)
            .createReaderFunc(
                type -> {
                  schema.set(ParquetSchemaUtil.convert(type));
                  return FlinkParquetReaders.buildReader(nothing, type);
                })
            .build()) {
      rows.iterator().close();
    }
    return schema.get();
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
