package io.tidemark.ingestion.checkpoint;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.core.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes checkpoints of jobs that died. Flink deletes a job's older checkpoints, but the last ones
 * of every job stay. Savepoints are the user's, and {@link RestorePointStore#checkpoints} does not
 * list them.
 */
public final class StaleCheckpointCleaner {

  /** So many checkpoints are kept, with all that their jobs have left. */
  static final int KEPT = 5;

  private static final Logger LOG = LoggerFactory.getLogger(StaleCheckpointCleaner.class);

  private final RestorePointStore points;

  public StaleCheckpointCleaner(RestorePointStore points) {
    this.points = points;
  }

  /**
   * Removes the checkpoints of jobs none of whose is among the newest, by the clock or by number: a
   * clock may have been set back, and numbers may have been taken back.
   *
   * @param restore what a job is about to go on from; it stays
   */
  public void remove(Optional<String> restore) {
    try {
      List<Path> newestFirst = points.checkpoints();
      Set<String> kept = jobs(newestFirst);
      kept.addAll(jobs(byNumber(newestFirst)));
      restore.map(Path::new).map(StaleCheckpointCleaner::job).ifPresent(kept::add);
      for (Path point : newestFirst) {
        if (!kept.contains(job(point))) {
          point.getFileSystem().delete(point.getParent(), true);
        }
      }
    } catch (IOException e) {
      LOG.warn("Old checkpoints cannot be removed: {}", e.toString());
    }
  }

  private static List<Path> byNumber(List<Path> checkpoints) {
    List<Path> sorted = new ArrayList<>(checkpoints);
    sorted.sort(Comparator.comparingLong(RestorePointStore::number).reversed());
    return sorted;
  }

  private static Set<String> jobs(List<Path> checkpoints) {
    return checkpoints.stream()
        .limit(KEPT)
        .map(StaleCheckpointCleaner::job)
        .collect(Collectors.toCollection(HashSet::new));
  }

  /** The name of the directory alone: a path may be given with or without its scheme. */
  private static String job(Path checkpoint) {
    return checkpoint.getParent().getName();
  }
}
