package io.tidemark.ingestion.checkpoint;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.FileSystem.WriteMode;
import org.apache.flink.core.fs.Path;

/**
 * Checkpoints and savepoints of a pipeline that no job may go on from, because rows which they
 * count as written were taken back from the tables. {@link RestorePointStore} leaves them out.
 */
final class VoidedCheckpoints {

  private static final String PREFIX = "voided";

  private final Path directory;

  /**
   * @param directory of the pipeline's checkpoints
   */
  VoidedCheckpoints(Path directory) {
    this.directory = directory;
  }

  /** Filters the points that a job may go on from; the order stays. */
  List<Path> standing(List<Path> points) throws IOException {
    Set<String> voided = read();
    return points.stream().filter(point -> !voided.contains(name(point))).toList();
  }

  /**
   * Writes them to a file of their own, renamed when it is complete. Files written before are never
   * touched, so that a crash cannot bring a voided checkpoint back: not every file system replaces
   * a file atomically.
   */
  void add(Collection<Path> points) throws IOException {
    String name = PREFIX + "-" + UUID.randomUUID();
    Path aside = new Path(directory, "." + name);
    FileSystem files = directory.getFileSystem();
    List<String> names = points.stream().map(this::name).toList();
    try (FSDataOutputStream out = files.create(aside, WriteMode.NO_OVERWRITE)) {
      out.write((String.join("\n", names) + "\n").getBytes(StandardCharsets.UTF_8));
    }
    if (!files.rename(aside, new Path(directory, name))) {
      throw new IOException(aside + " cannot be renamed to " + name);
    }
  }

  private Set<String> read() throws IOException {
    Set<String> all = new HashSet<>();
    for (FileStatus file : RestorePointStore.list(directory.getFileSystem(), directory)) {
      if (!file.isDir() && file.getPath().getName().startsWith(PREFIX)) {
        all.addAll(lines(file.getPath()));
      }
    }
    return all;
  }

  private static List<String> lines(Path file) throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(file.getFileSystem().open(file), StandardCharsets.UTF_8))) {
      return lines.lines().toList();
    }
  }

  /** The path below the directory; so that it stays the same when the directory is moved. */
  private String name(Path point) {
    String parent = point.getParent().getName();
    return parent.equals(directory.getName())
        ? point.getName()
        : parent + Path.SEPARATOR + point.getName();
  }
}
