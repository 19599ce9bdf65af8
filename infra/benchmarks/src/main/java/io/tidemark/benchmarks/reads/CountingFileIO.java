package io.tidemark.benchmarks.reads;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.iceberg.hadoop.HadoopFileIO;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.SeekableInputStream;

/**
 * Iceberg {@code FileIO} that counts the bytes which this process reads from data files; {@link
 * HistoryReadBenchmark} takes the counts.
 */
public final class CountingFileIO extends HadoopFileIO {

  private static final long serialVersionUID = 1L;
  private static final AtomicLong BYTES = new AtomicLong();
  private static final AtomicLong FILES = new AtomicLong();

  /** Files and bytes read since the last call. */
  record Read(long files, long bytes) {}

  static Read take() {
    return new Read(FILES.getAndSet(0), BYTES.getAndSet(0));
  }

  @Override
  public InputFile newInputFile(String path) {
    return counted(super.newInputFile(path));
  }

  @Override
  public InputFile newInputFile(String path, long length) {
    return counted(super.newInputFile(path, length));
  }

  private static InputFile counted(InputFile file) {
    return file.location().endsWith(".parquet") ? new CountedFile(file) : file;
  }

  private record CountedFile(InputFile file) implements InputFile {
    @Override
    public long getLength() {
      return file.getLength();
    }

    @Override
    public SeekableInputStream newStream() {
      FILES.incrementAndGet();
      return new CountedStream(file.newStream());
    }

    @Override
    public String location() {
      return file.location();
    }

    @Override
    public boolean exists() {
      return file.exists();
    }
  }

  private static final class CountedStream extends SeekableInputStream {
    private final SeekableInputStream stream;

    CountedStream(SeekableInputStream stream) {
      this.stream = stream;
    }

    @Override
    public long getPos() throws IOException {
      return stream.getPos();
    }

    @Override
    public void seek(long position) throws IOException {
      stream.seek(position);
    }

    @Override
    public int read() throws IOException {
      int value = stream.read();
      BYTES.addAndGet(value < 0 ? 0 : 1);
      return value;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int count = stream.read(buffer, offset, length);
      BYTES.addAndGet(Math.max(0, count));
      return count;
    }

    @Override
    public void close() throws IOException {
      stream.close();
    }
  }
}
