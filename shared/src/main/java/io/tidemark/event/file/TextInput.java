package io.tidemark.event.file;

import java.io.IOException;
import java.io.InputStream;
import org.apache.flink.api.common.io.compression.InflaterInputStreamFactory;
import org.apache.flink.connector.file.src.compression.StandardDeCompressors;
import org.apache.iceberg.io.InputFile;

/** Text files, which may be compressed: {@code .gz}, {@code .bz2}, {@code .xz}, {@code .zst}. */
final class TextInput {

  private TextInput() {}

  static InputStream open(InputFile file) throws IOException {
    InflaterInputStreamFactory<?> decompressor =
        StandardDeCompressors.getDecompressorForFileName(file.location());
    return decompressor == null ? file.newStream() : decompressor.create(file.newStream());
  }
}
