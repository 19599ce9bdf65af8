package io.tidemark.event.file;

import io.tidemark.event.RejectedException;
import java.io.IOException;
import java.util.Iterator;
import java.util.function.UnaryOperator;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;
import org.apache.iceberg.Schema;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.GenericParquetReaders;
import org.apache.iceberg.flink.data.FlinkParquetReaders;
import org.apache.iceberg.flink.data.StructRowData;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.parquet.ParquetSchemaUtil;
import org.apache.iceberg.parquet.ParquetValueReader;
import org.apache.iceberg.shaded.org.apache.parquet.ParquetReadOptions;
import org.apache.iceberg.shaded.org.apache.parquet.column.page.PageReadStore;
import org.apache.iceberg.shaded.org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.iceberg.shaded.org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.iceberg.shaded.org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.iceberg.shaded.org.apache.parquet.schema.MessageType;

/**
 * Reads Parquet by Iceberg's readers of values, which widen types and read every unit of
 * timestamps; Flink's take no other type than the one they expect, and what is missing for NULL.
 *
 * <p>{@link ParquetSchemaResolver} and {@link ReadSchemaResolver} find the columns, {@link
 * ParquetRowCountCheck} looks whether the file is whole.
 */
final class ParquetRecordReader implements FileRecordReader {

  private final ParquetFileReader file;
  private final Values values;
  private final TextValidator texts;
  private final Iterator<BlockMetaData> groups;
  private long left; // of the row group that is being read
  private RowData row;

  private ParquetRecordReader(ParquetFileReader file, Values values, TextValidator texts) {
    this.file = file;
    this.values = values;
    this.texts = texts;
    this.groups = file.getRowGroups().iterator();
  }

  static ParquetRecordReader open(InputFile location, RowType shape) throws IOException {
    ParquetInputFile input = new ParquetInputFile(location);
    ParquetFileReader file = ParquetFileReader.open(input, options());
    try {
      MessageType columns =
          ParquetSchemaResolver.project(
              location.location(), file.getFileMetaData().getSchema(), shape);
      Schema schema =
          ReadSchemaResolver.project(
              location.location(), ParquetSchemaUtil.convert(columns), shape);
      file.setRequestedSchema(columns);
      new ParquetRowCountCheck(location.location(), columns)
          .require(input.rows(), file.getRowGroups());
      Values values = Values.of(schema, columns, UnsignedIntConverter.of(columns, shape));
      return new ParquetRecordReader(file, values, TextValidator.of(shape));
    } catch (IOException | RuntimeException | Error e) {
      file.close();
      throw e;
    }
  }

  private static ParquetReadOptions options() {
    return ParquetReadOptions.builder(new PlainParquetConfiguration())
        .usePageChecksumVerification()
        .build();
  }

  /** Reader of the values of rows, from the pages of one row group. */
  private interface Values {

    RowData read();

    void of(PageReadStore pages);

    static Values of(Schema schema, MessageType columns, UnaryOperator<Object> unsigned) {
      if (ParquetSchemaResolver.hasInt96(columns)) { // which of the two only the slower one reads
        StructRowData row = new StructRowData(schema.asStruct());
        return by(
            GenericParquetReaders.buildReader(schema, columns),
            values -> unsigned.apply(row.setStruct((Record) values)));
      }
      return by(FlinkParquetReaders.buildReader(schema, columns), unsigned);
    }

    private static <T> Values by(ParquetValueReader<T> reader, UnaryOperator<Object> rows) {
      return new Values() {
        @Override
        public RowData read() {
          return (RowData) rows.apply(reader.read(null));
        }

        @Override
        public void of(PageReadStore pages) {
          reader.setPageSource(pages);
        }
      };
    }
  }

  @Override
  public boolean advance() throws IOException {
    while (left == 0) {
      if (!groups.hasNext()) {
        row = null;
        return false;
      }
      nextGroup(groups.next().getRowCount());
    }
    row = values.read();
    left--;
    return true;
  }

  private void nextGroup(long rows) throws IOException {
    if (rows == 0) {
      file.skipNextRowGroup(); // which cannot be read
    } else {
      values.of(file.readNextRowGroup());
      left = rows;
    }
  }

  @Override
  public RowData read() throws RejectedException {
    texts.require(row);
    return row;
  }

  @Override
  public byte[] text() {
    return null;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
