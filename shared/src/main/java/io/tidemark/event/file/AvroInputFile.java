package io.tidemark.event.file;

import java.io.IOException;
import org.apache.avro.file.SeekableInput;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.SeekableInputStream;

/**
 * Adapter from Iceberg's {@link InputFile} to the input of Avro's reader, for {@link
 * AvroRecordReader}.
 */
final class AvroInputFile implements SeekableInput {

  private final long length;
  private final SeekableInputStream in;

  AvroInputFile(InputFile file) {
    this.length = file.getLength();
    this.in = file.newStream();
  }

  @Override
  public void seek(long position) throws IOException {
    in.seek(position);
  }

  @Override
  public long tell() throws IOException {
    return in.getPos();
  }

  @Override
  public long length() {
    return length;
  }

  @Override
  public int read(byte[] bytes, int offset, int count) throws IOException {
    return in.read(bytes, offset, count);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
