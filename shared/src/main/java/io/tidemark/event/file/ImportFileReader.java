package io.tidemark.event.file;

import io.tidemark.definition.FileFormat;
import io.tidemark.definition.ImportDefinition;
import io.tidemark.event.RejectedException;
import io.tidemark.event.decoder.ColumnReader;
import io.tidemark.event.format.MessageSchema;
import java.io.Closeable;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.util.ExceptionUtils;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.InputFile;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Reads the files of an import, whatever their format, into rows of a {@link FileRowLayout}. The
 * format's {@link FileRecordReader} gives the records.
 *
 * <p>A defect of a record is a {@link RejectedException}, one of the file an {@link
 * UnreadableFileException}: the first costs that record alone.
 *
 * <pre>{@code
 * try (ImportFileReader.Records records = reader.open(file)) {
 *   while (records.advance()) {
 *     RowData row = records.read();
 *   }
 * }
 * }</pre>
 */
public final class ImportFileReader implements Serializable, Closeable {

  private static final long serialVersionUID = 1L;

  private final FileIO io;
  private final FileFormat format;
  private final char delimiter;
  private final RowType shape;
  private final JsonRecordReader.Parsing parsing;
  private final ColumnReader[] columns;
  private final FileRowLayout layout;

  /**
   * @param io reaches all of the files
   */
  public ImportFileReader(ImportDefinition definition, FileIO io) {
    MessageSchema message = new MessageSchema(definition.columns());
    this.io = io;
    this.format = definition.format();
    this.delimiter = definition.delimiter();
    this.shape = message.rowType();
    this.parsing = new JsonRecordReader.Parsing(message);
    this.columns =
        definition.columns().stream()
            .map(c -> new ColumnReader(c, message.positions(c)))
            .toArray(ColumnReader[]::new);
    this.layout = FileRowLayout.of(definition);
  }

  /**
   * Opens the file.
   *
   * @throws UnreadableFileException if it is not of the format, or has not the columns
   */
  public Records open(ImportFile file) throws UnreadableFileException {
    try {
      return new Records(file, rows(file));
    } catch (IOException | RuntimeException | Error e) {
      throw unreadable(file, e);
    }
  }

  @Override
  public void close() {
    io.close();
  }

  private FileRecordReader rows(ImportFile file) throws IOException {
    InputFile input = input(file);
    return switch (format) {
      case PARQUET -> ParquetRecordReader.open(input, shape);
      case AVRO -> AvroRecordReader.open(input, shape);
      case JSON -> new JsonRecordReader(TextInputStreamFactory.open(input), parsing.get());
      case CSV ->
          new CsvRecordReader(TextInputStreamFactory.open(input), delimiter, shape, parsing.get());
    };
  }

  private InputFile input(ImportFile file) {
    return LocalInputFile.isLocal(file.location())
        ? LocalInputFile.of(file.location())
        : io.newInputFile(file.location(), file.bytes());
  }

  /**
   * Records of one file, of which one at a time is current; none is before the first {@link
   * #advance}.
   */
  public final class Records implements Closeable {

    private final ImportFile file;
    private final FileRecordReader rows;
    private long row = -1;

    private Records(ImportFile file, FileRecordReader rows) {
      this.file = file;
      this.rows = rows;
    }

    /**
     * Moves on to the next record; false at the end.
     *
     * @throws UnreadableFileException if the file is not whole
     */
    public boolean advance() throws UnreadableFileException {
      try {
        row++;
        return rows.advance();
      } catch (IOException | RuntimeException | Error e) {
        throw unreadable(file, e);
      }
    }

    /**
     * Reads the current record as a row of {@link FileRowLayout}.
     *
     * @throws RejectedException if it does not fit
     * @throws UnreadableFileException if the file is not whole
     */
    public RowData read() throws RejectedException, UnreadableFileException {
      try {
        GenericRowData result = layout.newRow(file, row, rows.text());
        RowData record = rows.read();
        for (int i = 0; i < columns.length; i++) {
          result.setField(i, columns[i].read(record));
        }
        return result;
      } catch (RuntimeException | Error e) {
        throw unreadable(file, e);
      }
    }

    /**
     * Returns the current record as a message whose topic is the file; its value is null where
     * files are no text.
     */
    public ConsumerRecord<byte[], byte[]> message() {
      return FileRecordConverter.message(file, row, rows.text());
    }

    @Override
    public void close() throws IOException {
      rows.close();
    }
  }

  /**
   * Names the file for whatever went wrong, be it a class missing that its codec needs; but an
   * error of the machine, such as no memory left, is thrown as it is.
   */
  private static UnreadableFileException unreadable(ImportFile file, Throwable e) {
    if (e instanceof UnreadableFileException known) {
      return known;
    }
    if (e instanceof VirtualMachineError ofAll && !(e instanceof StackOverflowError)) {
      throw ofAll;
    }
    Throwable cause = ExceptionUtils.stripException(e, UncheckedIOException.class);
    boolean telling = cause.getMessage() != null && cause instanceof Exception;
    String message = telling ? cause.getMessage() : cause.toString();
    String first = message.lines().findFirst().orElse("");
    return new UnreadableFileException(file.location(), "it cannot be read: " + first, cause);
  }
}
