package io.tidemark.event.file;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.apache.iceberg.io.InputFile;

/**
 * Opens text files: decompressed by {@link CompressionCodec}, without a byte order mark, and
 * refused if {@link FileTypeDetector} knows them for something else.
 */
final class TextInputStreamFactory {

  private static final int BUFFER = 64 << 10;

  /** Byte order mark of UTF-8, which needs none. */
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

  /** Suffixes of compressed files that nothing at their beginning gives away. */
  private static final Set<String> NOT_READ = Set.of("br", "lz4", "lzo", "snappy");

  private TextInputStreamFactory() {}

  /**
   * Opens the text of a file.
   *
   * @throws IOException if it is none; what a file is that is not what its name says, is said
   */
  static InputStream open(InputFile file) throws IOException {
    String suffix = CompressionCodec.suffix(file.location());
    if (NOT_READ.contains(suffix)) {
      throw new IOException("its name ends in ." + suffix + ", and such files are not read");
    }
    Optional<CompressionCodec> compression = CompressionCodec.of(file.location());
    InputStream content = file.newStream();
    InputStream text =
        new BufferedInputStream(
            compression.isPresent() ? compression.get().open(content) : content, BUFFER);
    try {
      begin(text, compression.isPresent());
      return text;
    } catch (IOException | RuntimeException | Error e) {
      text.close();
      throw e;
    }
  }

  private static void begin(InputStream text, boolean decompressed) throws IOException {
    text.mark(FileTypeDetector.LENGTH);
    byte[] head = text.readNBytes(FileTypeDetector.LENGTH);
    text.reset();
    if (Arrays.mismatch(head, BYTE_ORDER_MARK) == BYTE_ORDER_MARK.length) {
      text.skipNBytes(BYTE_ORDER_MARK.length);
    }
    Optional<String> other = FileTypeDetector.of(head);
    if (other.isPresent()) {
      throw new IOException((decompressed ? "what it has compressed is " : "it is ") + other.get());
    }
  }
}
