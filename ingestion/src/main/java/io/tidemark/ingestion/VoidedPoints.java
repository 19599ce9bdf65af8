package io.tidemark.ingestion;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.FileSystem.WriteMode;
import org.apache.flink.core.fs.Path;

/**
 * The checkpoints and savepoints of a pipeline that nobody may go on from any more, because rows
 * that they count as written were taken back from the tables.
 */
final class VoidedPoints {

  private static final String FILE = "voided";

  private final Path file;

  /**
   * @param directory of the pipeline's checkpoints
   */
  VoidedPoints(Path directory) {
    this.file = new Path(directory, FILE);
  }

  /** Those that may be gone on from, in the same order. */
  List<Path> standing(List<Path> points) throws IOException {
    Set<String> voided = read();
    return points.stream().filter(point -> !voided.contains(name(point))).toList();
  }

  void add(Collection<Path> points) throws IOException {
    Set<String> all = read();
    points.forEach(point -> all.add(name(point)));
    try (FSDataOutputStream out = file.getFileSystem().create(file, WriteMode.OVERWRITE)) {
      out.write((String.join("\n", all) + "\n").getBytes(StandardCharsets.UTF_8));
    }
  }

  private Set<String> read() throws IOException {
    FileSystem files = file.getFileSystem();
    if (!files.exists(file)) {
      return new LinkedHashSet<>();
    }
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(files.open(file), StandardCharsets.UTF_8))) {
      return lines.lines().collect(Collectors.toCollection(LinkedHashSet::new));
    }
  }

  /** The path below the directory; so that it stays the same when the directory is moved. */
  private String name(Path point) {
    String parent = point.getParent().getName();
    return parent.equals(file.getParent().getName())
        ? point.getName()
        : parent + Path.SEPARATOR + point.getName();
  }
}
