package io.tidemark.event.file;

import io.tidemark.event.RejectedException;
import java.io.Closeable;
import java.io.IOException;
import org.apache.flink.table.data.RowData;

/**
 * Reader of the records of one file, in their order. Each format has one; {@link ImportFileReader}
 * opens it.
 */
interface FileRecordReader extends Closeable {

  /**
   * Moves on to the next record.
   *
   * @return false at the end
   * @throws IOException if the file is not whole, or of another format
   */
  boolean advance() throws IOException;

  /**
   * Reads the record in the shape that was asked for; it is the reader's own object, used again.
   *
   * @throws RejectedException if it does not fit, while others may
   */
  RowData read() throws RejectedException;

  /** Text of the record as it came; null where records are no text. */
  byte[] text();
}
