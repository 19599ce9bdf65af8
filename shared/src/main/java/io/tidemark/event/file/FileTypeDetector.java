package io.tidemark.event.file;

import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Detects from the first bytes of a file what it is, where it should be text ({@link
 * TextInputStreamFactory}): lines of something else would be rejects one by one, or records by
 * chance.
 */
final class FileTypeDetector {

  /** Number of bytes that are looked at. */
  static final int LENGTH = 512;

  /** Type of file, and what such files begin with, in hexadecimal digits. */
  private record Format(String what, Pattern begin) {

    Format(String what, String begin) {
      this(what, Pattern.compile(begin));
    }
  }

  private static final List<Format> FORMATS =
      List.of(
          read("gzip", ".gz", "1f8b"),
          read("bzip2", ".bz2", "425a683[1-9](314159265359|177245385090)"),
          read("xz", ".xz", "fd377a585a00"),
          read("zstd", ".zst", "28b52ffd|5.2a4d18"),
          read("deflate", ".deflate", "78(01|9c|da)"),
          new Format("compressed by lz4, which is not read", "04224d18|02214c18"),
          new Format("compressed by snappy, which is not read", "ff060000734e61507059"),
          new Format("compressed by lzop, which is not read", "894c5a4f00"),
          new Format("compressed by lzip, which is not read", "4c5a495001"),
          new Format("compressed by compress, which is not read", "1f9d"),
          new Format("a ZIP archive, which is not read", "504b(0304|0506)"),
          new Format("a 7z archive, which is not read", "377abcaf271c"),
          new Format("a RAR archive, which is not read", "526172211a07"),
          new Format("a tar archive, which is not read", ".{514}7573746172"),
          new Format("Parquet, not text", "5041523115"),
          new Format("Avro, not text", "4f626a01"),
          new Format("a sequence file of Hadoop, which is not read", "53455106"),
          new Format("text in UTF-16, not in UTF-8", "fffe|feff"));

  private FileTypeDetector() {}

  private static Format read(String by, String suffix, String begin) {
    return new Format(
        "compressed by %s (a name that ends in %s would say so)".formatted(by, suffix), begin);
  }

  /** Type of a file that begins so; empty if it is none of the known ones. */
  static Optional<String> of(byte[] head) {
    String digits = HexFormat.of().formatHex(head);
    return FORMATS.stream()
        .filter(format -> format.begin().matcher(digits).lookingAt())
        .map(Format::what)
        .findFirst();
  }
}
