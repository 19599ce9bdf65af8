package io.tidemark.backfill.imports;

import io.tidemark.definition.UserException;
import java.io.FileNotFoundException;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.FileInfo;
import org.apache.iceberg.io.SupportsPrefixOperations;

/** Finds the files of locations: files themselves, or folders with all below them. */
final class SourceFiles {

  private final SupportsPrefixOperations io;

  SourceFiles(FileIO io) {
    this.io = (SupportsPrefixOperations) io;
  }

  /**
   * In the order of their names, each once; without those whose names, or whose folders' names,
   * begin with {@code _} or {@code .}, by which others say that they are no data.
   *
   * @throws UserException if there are none in a location, or it cannot be reached
   */
  List<FileInfo> in(List<String> locations) {
    SortedMap<String, FileInfo> files = new TreeMap<>();
    locations.forEach(l -> find(uri(l), files));
    return List.copyOf(files.values());
  }

  private void find(String location, SortedMap<String, FileInfo> files) {
    int before = files.size();
    try {
      for (FileInfo file : io.listPrefix(location)) {
        String name = normal(file.location());
        String rest = name.substring(Math.min(name.length(), location.length()));
        boolean below = name.startsWith(location) && (rest.isEmpty() || rest.startsWith("/"));
        if (below && !isHidden(rest) && file.size() > 0) {
          files.put(name, new FileInfo(name, file.size(), file.createdAtMillis()));
        }
      }
    } catch (RuntimeException e) {
      if (!(e.getCause() instanceof FileNotFoundException)) {
        throw unreachable(location, e);
      }
    }
    if (files.size() == before) {
      throw new UserException(
          location,
          "there are no files",
          "a location is a file, or a folder with files of data below it",
          "/data/orders/ or s3://lake/orders/2019/part-0.parquet");
    }
  }

  private static boolean isHidden(String path) {
    return path.contains("/_") || path.contains("/.");
  }

  /** Without a scheme, a path of this machine. */
  private static String uri(String location) {
    String uri =
        location.contains(":/")
            ? location
            : "file:" + Path.of(location).toAbsolutePath().normalize();
    return normal(uri).replaceFirst("/+$", "");
  }

  private static String normal(String uri) {
    return uri.replaceFirst("^file:/+", "file:/");
  }

  private static UserException unreachable(String location, RuntimeException cause) {
    Throwable root = cause;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String why = String.valueOf(root.getMessage()).lines().findFirst().orElse("");
    return new UserException(
        location,
        "it cannot be listed: " + root.getClass().getSimpleName() + ": " + why,
        "files are reached by the properties of the environment's catalog, s3.endpoint and its like",
        "file:/data/orders/, hdfs://namenode:8020/orders/, s3://lake/orders/");
  }
}
