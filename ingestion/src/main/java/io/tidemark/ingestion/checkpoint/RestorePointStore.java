package io.tidemark.ingestion.checkpoint;

import io.tidemark.definition.UserException;
import io.tidemark.lake.live.LatestLiveCheckpoint;
import java.io.DataInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;

/**
 * Finds the checkpoints and savepoints that a pipeline's earlier runs have left. It leaves out the
 * {@link VoidedCheckpoints}; {@link RestorePointCheck} compares a chosen one with the tables.
 */
public final class RestorePointStore {

  /** A savepoint is a directory of the pipeline's, a checkpoint one of its job's there. */
  private static final int DEPTH = 2;

  private static final String METADATA = "_metadata";
  private static final String CHECKPOINT = "chk-";
  private static final String JOB = "[0-9a-f]{32}";
  private static final Pattern SAVEPOINT = Pattern.compile("savepoint-([0-9a-f]{6})-.*");

  private final Path directory;
  private final VoidedCheckpoints voided;

  /**
   * @param directory the pipeline's own, as URI
   */
  public RestorePointStore(String directory) {
    this.directory = new Path(directory);
    this.voided = new VoidedCheckpoints(this.directory);
  }

  /**
   * The newest complete one, as a path that Flink restores from; of those that the tables are not
   * ahead of, if there are any: a clock may have been set back in between, and a job that was
   * superseded may have woken up.
   *
   * @param written how far live jobs have got with the tables
   */
  public Optional<String> newest(LatestLiveCheckpoint written) {
    return asked(
        () -> {
          List<Path> standing = voided.standing(newestFirst());
          return standing.stream()
              .filter(point -> written.isBehind(number(point), taker(point)))
              .findFirst()
              .or(() -> standing.stream().findFirst())
              .map(Path::toString);
        });
  }

  /** Makes sure that nobody goes on from what is newer than that checkpoint. */
  public void voidAfter(long checkpoint) {
    asked(
        () -> {
          List<Path> newer = new ArrayList<>(newestFirst());
          newer.removeIf(point -> number(point) <= checkpoint);
          if (!newer.isEmpty()) {
            voided.add(newer);
          }
          return newer;
        });
  }

  /**
   * The path as it was given.
   *
   * @throws UserException if nothing is there to go on from, or if it may not be gone on from
   */
  public String requireStanding(String path) {
    require(path);
    if (asked(() -> voided.standing(List.of(directory(path)))).isEmpty()) {
      throw new UserException(
          "--restore " + path,
          "rows that it counts as written have been taken back from the tables since",
          "a job goes on from what the tables hold, or from an older checkpoint",
          "leave out --restore; or --bootstrap lake");
    }
    return path;
  }

  /** A point may be named by its directory or by the metadata in it. */
  static Path directory(String path) {
    Path given = new Path(path);
    return given.getName().equals(METADATA) ? given.getParent() : given;
  }

  /** All complete checkpoints, savepoints not among them, the one that was written last first. */
  List<Path> checkpoints() throws IOException {
    return newestFirst().stream().filter(point -> point.getName().startsWith(CHECKPOINT)).toList();
  }

  private List<Path> newestFirst() throws IOException {
    FileSystem files = directory.getFileSystem();
    List<FileStatus> complete = new ArrayList<>();
    collect(files, directory, DEPTH, complete);
    return complete.stream()
        .filter(metadata -> isOurs(metadata.getPath().getParent()))
        .sorted(Comparator.comparingLong(FileStatus::getModificationTime).reversed())
        .map(metadata -> metadata.getPath().getParent())
        .toList();
  }

  /** In a folder of the pipeline's, a checkpoint is a job's; a savepoint there is a pipeline's. */
  private boolean isOurs(Path point) {
    return point.getName().startsWith(CHECKPOINT)
        || point.getParent().getName().equals(directory.getName());
  }

  /** A checkpoint's name has it, and a job that still runs may be about to delete its files. */
  static long number(Path point) {
    return point.getName().startsWith(CHECKPOINT)
        ? Long.parseLong(point.getName().substring(CHECKPOINT.length()))
        : checkpointId(point.toString());
  }

  /**
   * Id of the Flink job that took the point, as far as its name tells. A directory of checkpoints
   * is named by it, a savepoint by how it begins; who moves or renames them may have taken that
   * away.
   */
  static String taker(Path point) {
    String job = point.getParent().getName();
    if (point.getName().startsWith(CHECKPOINT)) {
      return job.matches(JOB) ? job : "";
    }
    Matcher savepoint = SAVEPOINT.matcher(point.getName());
    return savepoint.matches() ? savepoint.group(1) : "";
  }

  private interface Question<T> {
    T ask() throws IOException;
  }

  private <T> T asked(Question<T> question) {
    try {
      return question.ask();
    } catch (IOException | IllegalArgumentException e) {
      throw new UserException(
          "checkpoints " + directory,
          "cannot be read or written: " + e.getMessage(),
          "the checkpoint directory of the environment file must be readable and writable",
          "checkpoints: file:///var/lib/tidemark/checkpoints");
    }
  }

  /**
   * The path as it was given.
   *
   * @throws UserException if nothing is there to go on from
   */
  static String require(String path) {
    Path given = new Path(path);
    try {
      FileSystem files = given.getFileSystem();
      if (files.exists(new Path(given, METADATA)) || given.getName().equals(METADATA)) {
        return path;
      }
    } catch (IOException e) {
      throw unfit(path, "it cannot be read: " + e.getMessage());
    }
    throw unfit(path, "it is no savepoint or checkpoint");
  }

  /**
   * The number of the checkpoint; a job that goes on from it counts on from there.
   *
   * @param path of a restore point
   */
  public static long checkpointId(String path) {
    return metadata(path).getCheckpointId();
  }

  /**
   * Number of key groups of its state; empty if it has no state. What is one task whatever the
   * job's parallelism is, as a committer, has a single one.
   *
   * @param path of a restore point
   */
  public static OptionalInt keyGroups(String path) {
    return metadata(path).getOperatorStates().stream()
        .mapToInt(OperatorState::getMaxParallelism)
        .max();
  }

  private static CheckpointMetadata metadata(String path) {
    Path metadata = new Path(directory(path), METADATA);
    try (DataInputStream in = new DataInputStream(metadata.getFileSystem().open(metadata))) {
      return Checkpoints.loadCheckpointMetadata(in, RestorePointStore.class.getClassLoader(), path);
    } catch (IOException e) {
      throw unfit(path, "it cannot be read: " + e.getMessage());
    }
  }

  private static UserException unfit(String path, String what) {
    return new UserException(
        "--restore " + path,
        what,
        "a savepoint is a directory with a file " + METADATA + " in it",
        "the path that the job printed when it was stopped");
  }

  private static void collect(FileSystem files, Path directory, int depth, List<FileStatus> found)
      throws IOException {
    for (FileStatus child : list(files, directory)) {
      if (child.isDir() && depth > 0) {
        collect(files, child.getPath(), depth - 1, found);
      } else if (child.getPath().getName().equals(METADATA)) {
        found.add(child);
      }
    }
  }

  /** Children of a directory; none if it does not exist. */
  static FileStatus[] list(FileSystem files, Path directory) throws IOException {
    try {
      FileStatus[] children = files.listStatus(directory);
      return children == null ? new FileStatus[0] : children;
    } catch (FileNotFoundException e) {
      return new FileStatus[0];
    }
  }
}
