package io.tidemark.event.file;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.apache.hadoop.io.compress.DecompressorStream;
import org.apache.hadoop.io.compress.zlib.BuiltInZlibInflater;

/**
 * Compression codec of a text file, told by the end of its name; {@link TextInputStreamFactory}
 * asks for it.
 *
 * <p>Each reads to the end of the file, however many members it has one behind the other, and what
 * is no whole member is an error: the JDK's own gzip asks the stream whether there is more, which
 * not all of them know.
 */
enum CompressionCodec {
  GZIP("gz", "gzip") {
    @Override
    InputStream decompress(InputStream in) throws IOException {
      return new GzipCompressorInputStream(in, true);
    }
  },
  BZIP2("bz2", "bzip2") {
    @Override
    InputStream decompress(InputStream in) throws IOException {
      return new BZip2CompressorInputStream(in, true);
    }
  },
  XZ("xz") {
    @Override
    InputStream decompress(InputStream in) throws IOException {
      return new XZCompressorInputStream(in, true, XZ_KIB);
    }
  },
  ZSTD("zst", "zstd") {
    @Override
    InputStream decompress(InputStream in) {
      return new ZstdFrameInputStream(in);
    }
  },
  DEFLATE("deflate", "zz") {
    @Override
    InputStream decompress(InputStream in) throws IOException {
      return new DecompressorStream(in, new BuiltInZlibInflater(), BUFFER);
    }
  };

  private static final int BUFFER = 64 << 10;

  /** A dictionary of 128 MiB, which is zstd's own limit, too; that of {@code xz -9} has 64. */
  private static final int XZ_KIB = 129 << 10;

  private final List<String> suffixes;

  CompressionCodec(String... suffixes) {
    this.suffixes = List.of(suffixes);
  }

  List<String> suffixes() {
    return suffixes;
  }

  abstract InputStream decompress(InputStream in) throws IOException;

  /**
   * Codec by the suffix of the file's name, in small letters or capitals; empty if it is not
   * compressed.
   */
  static Optional<CompressionCodec> of(String location) {
    String suffix = suffix(location);
    return Stream.of(values()).filter(c -> c.suffixes.contains(suffix)).findFirst();
  }

  /** Suffix of the name: what stands behind its last dot, in small letters. */
  static String suffix(String location) {
    String name = location.substring(location.lastIndexOf('/') + 1);
    return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }

  /** Opens what was compressed; closes the stream if that cannot be begun. */
  InputStream open(InputStream in) throws IOException {
    try {
      return decompress(new BufferedInputStream(in, BUFFER));
    } catch (IOException | RuntimeException | Error e) {
      in.close();
      throw e;
    }
  }
}
