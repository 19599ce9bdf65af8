package io.tidemark.backfill.imports;

import io.tidemark.definition.UserException;
import io.tidemark.event.file.LocalInputFile;
import io.tidemark.event.file.UnreadableFileException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.FileInfo;
import org.apache.iceberg.io.SupportsPrefixOperations;

/**
 * Enumerates the data files of locations, which are files or folders, for {@link ImportRunner}.
 * {@link LocalFolderListing} lists local ones, Iceberg's file IO all others.
 */
final class SourceFileEnumerator {

  private final SupportsPrefixOperations io;
  private final SortedMap<String, FileInfo> files = new TreeMap<>();
  private final SortedMap<String, UnreadableFileException> unreadable = new TreeMap<>();
  private final SortedMap<String, String> doubles = new TreeMap<>();

  SourceFileEnumerator(FileIO io) {
    this.io = (SupportsPrefixOperations) io;
  }

  /**
   * Files of some locations.
   *
   * @param files in the order of their names, each once
   * @param unreadable what is there by its name, and leads to no file
   * @param doubles links to others of the files, by their locations: these are not read twice
   */
  record Found(
      List<FileInfo> files,
      List<UnreadableFileException> unreadable,
      SortedMap<String, String> doubles) {}

  /**
   * All files without those whose names, or whose folders' names, begin with {@code _} or {@code
   * .}, by which others say that they are no data; and without those that are empty.
   *
   * @throws UserException if there are none in a location, or it cannot be reached
   */
  Found in(List<String> locations) {
    Map<String, Path> real = new TreeMap<>();
    for (String location : locations) {
      String uri = uri(location);
      boolean any = LocalInputFile.isLocal(uri) ? findHere(uri, real) : find(uri);
      if (!any) {
        throw nothing(uri);
      }
    }
    leaveOutDoubles(real);
    return new Found(List.copyOf(files.values()), List.copyOf(unreadable.values()), doubles);
  }

  /** Whether there is any file, and be it empty. */
  private boolean find(String location) {
    boolean any = false;
    try {
      for (FileInfo file : io.listPrefix(location)) {
        String rest =
            file.location().substring(Math.min(file.location().length(), location.length()));
        boolean below =
            file.location().startsWith(location) && (rest.isEmpty() || rest.startsWith("/"));
        if (below && !(rest.contains("/_") || rest.contains("/."))) {
          any = true;
          add(file);
        }
      }
    } catch (RuntimeException e) {
      if (!(e.getCause() instanceof FileNotFoundException)) {
        throw unreachable(location, e);
      }
    }
    return any;
  }

  private boolean findHere(String location, Map<String, Path> real) {
    try {
      LocalFolderListing folder =
          LocalFolderListing.of(LocalInputFile.path(location), SourceFileEnumerator::isHidden);
      for (LocalFolderListing.Found file : folder.files()) {
        String name = LocalInputFile.location(file.path());
        long modified = file.attributes().lastModifiedTime().toMillis();
        add(new FileInfo(name, file.attributes().size(), modified));
        real.put(name, file.real());
      }
      folder.unreadable().forEach(u -> unreadable.put(u.location(), u));
      return !folder.files().isEmpty() || !folder.unreadable().isEmpty();
    } catch (IOException e) {
      throw unreachable(location, e);
    }
  }

  private void add(FileInfo file) {
    if (file.size() > 0) {
      files.put(file.location(), file);
    }
  }

  /** Of several ways to a file, that without links is taken, else the first by name. */
  private void leaveOutDoubles(Map<String, Path> real) {
    Map<Path, String> taken = new HashMap<>();
    real.forEach((name, path) -> taken.putIfAbsent(path, name));
    real.forEach((name, path) -> taken.merge(path, name, (a, b) -> isItself(b, path) ? b : a));
    real.forEach(
        (name, path) -> {
          if (!name.equals(taken.get(path)) && files.remove(name) != null) {
            doubles.put(name, taken.get(path));
          }
        });
  }

  private static boolean isItself(String name, Path real) {
    return LocalInputFile.path(name).equals(real);
  }

  private static UserException nothing(String location) {
    return new UserException(
        location,
        "there are no files",
        "a location is a file, or a folder with files of data below it",
        "/data/orders/ or s3://lake/orders/2019/part-0.parquet");
  }

  private static boolean isHidden(String name) {
    return name.startsWith("_") || name.startsWith(".");
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

  private static UserException unreachable(String location, Exception cause) {
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
