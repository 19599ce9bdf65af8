package io.tidemark.event.file;

import java.nio.file.Path;
import org.apache.iceberg.Files;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.SeekableInputStream;

/**
 * Iceberg input file on this machine, for {@link ImportFileReader}. Hadoop's local file system
 * would take a name with a colon for a URI with a scheme, as soon as it looks for the checksum that
 * may lie beside it.
 *
 * @param location its URI
 */
public record LocalInputFile(String location, InputFile file) implements InputFile {

  private static final String SCHEME = "file:";

  /** Whether the URI is that of a file or folder of this machine. */
  public static boolean isLocal(String location) {
    return location.startsWith(SCHEME + "/");
  }

  /** Path of such a URI, which has no escaped characters. */
  public static Path path(String location) {
    return Path.of(location.substring(SCHEME.length()));
  }

  /** The URI of an absolute path. */
  public static String location(Path path) {
    return SCHEME + path;
  }

  static LocalInputFile of(String location) {
    return new LocalInputFile(location, Files.localInput(path(location).toFile()));
  }

  @Override
  public long getLength() {
    return file.getLength();
  }

  @Override
  public SeekableInputStream newStream() {
    return file.newStream();
  }

  @Override
  public boolean exists() {
    return file.exists();
  }
}
