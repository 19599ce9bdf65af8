package io.tidemark.event.file;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.shaded.org.apache.parquet.format.Util;
import org.apache.iceberg.shaded.org.apache.parquet.io.DelegatingSeekableInputStream;
import org.apache.iceberg.shaded.org.apache.parquet.io.SeekableInputStream;

/**
 * Adapter from Iceberg's {@link InputFile} to the input of Parquet's reader, for {@link
 * ParquetRecordReader}.
 */
final class ParquetInputFile implements org.apache.iceberg.shaded.org.apache.parquet.io.InputFile {

  private static final int TAIL = 8; // length of the footer, and PAR1

  private final InputFile file;

  ParquetInputFile(InputFile file) {
    this.file = file;
  }

  @Override
  public long getLength() {
    return file.getLength();
  }

  @Override
  public SeekableInputStream newStream() {
    org.apache.iceberg.io.SeekableInputStream in = file.newStream();
    return new DelegatingSeekableInputStream(in) {
      @Override
      public long getPos() throws IOException {
        return in.getPos();
      }

      @Override
      public void seek(long position) throws IOException {
        in.seek(position);
      }
    };
  }

  /**
   * Number of rows of all row groups as the footer says, which Parquet's reader does not hand on.
   */
  long rows() throws IOException {
    try (SeekableInputStream in = newStream()) {
      in.seek(getLength() - TAIL);
      byte[] length = new byte[Integer.BYTES];
      in.readFully(length);
      in.seek(getLength() - TAIL - ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getInt());
      return Util.readFileMetaData(new BufferedInputStream(in), true).getNum_rows();
    }
  }
}
