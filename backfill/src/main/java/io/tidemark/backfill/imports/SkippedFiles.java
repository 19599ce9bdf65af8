package io.tidemark.backfill.imports;

import io.tidemark.definition.Problem;
import io.tidemark.definition.UserException;
import io.tidemark.event.file.UnreadableFileException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.util.ExceptionUtils;

/**
 * Collects files that cannot be read, and fails the run when they are too many. {@link
 * ImportRunner} goes on without them.
 */
final class SkippedFiles {

  /** So many are no accident, but a store that is not there. */
  private static final int MOST = 20;

  private final boolean none;
  private final ImportProgressListener progress;
  private final Map<String, String> files = new LinkedHashMap<>();

  /**
   * @param none whether one is too many
   */
  SkippedFiles(boolean none, ImportProgressListener progress) {
    this.none = none;
    this.progress = progress;
  }

  /** The file that a job has failed for; empty if that was not the reason. */
  static Optional<UnreadableFileException> reason(Exception failure) {
    return ExceptionUtils.findThrowableSerializedAware(
            failure, UnreadableFileException.class, SkippedFiles.class.getClassLoader())
        .map(UnreadableFileException.class::cast);
  }

  /**
   * One more.
   *
   * @throws UserException if that is too many
   */
  void add(UnreadableFileException file) {
    files.put(file.location(), file.getMessage());
    progress.unreadable(file.location(), file.getMessage());
    if (none || files.size() > MOST) {
      throw new UserException(files.entrySet().stream().map(this::problem).toList());
    }
  }

  /** Why, by location. */
  Map<String, String> files() {
    return Map.copyOf(files);
  }

  private Problem problem(Map.Entry<String, String> file) {
    return new Problem(
        file.getKey(),
        file.getValue(),
        none
            ? "with --at-once all files are imported, or none: nothing was"
            : "more than " + MOST + " files are too many to go on",
        "the same again, without the file or once it is whole");
  }
}
