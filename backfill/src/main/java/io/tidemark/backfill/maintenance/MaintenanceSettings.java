package io.tidemark.backfill.maintenance;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Settings of {@link MaintainJob}: tasks, and the ages from which files and snapshots may go.
 *
 * @param tasks what is done
 * @param settled files that were committed more recently stay as they are: a restart of the live
 *     job may take them back
 * @param minFiles small files of a partition that are worth a rewrite
 * @param all whether every settled file is written anew, small or not
 * @param snapshotAge older snapshots go; empty for the table's {@code
 *     history.expire.max-snapshot-age-ms}
 * @param snapshotsKept newest snapshots that stay, however old; empty for the table's {@code
 *     history.expire.min-snapshots-to-keep}
 * @param orphanAge files that no snapshot names go once they are older; a commit that is under way
 *     has such files too
 */
public record MaintenanceSettings(
    Set<Task> tasks,
    Duration settled,
    int minFiles,
    boolean all,
    Optional<Duration> snapshotAge,
    OptionalInt snapshotsKept,
    Duration orphanAge) {

  /** One kind of work. */
  public enum Task {
    /** Small files become fewer, sorted ones. */
    COMPACT,
    /** Old snapshots go, and the files that they alone name. */
    EXPIRE,
    /** Files that no snapshot names go. */
    ORPHANS
  }

  public MaintenanceSettings {
    tasks = Set.copyOf(tasks);
  }

  /** A day for a restart, five for a reader or a backfill that is under way. */
  public static MaintenanceSettings defaults() {
    return new MaintenanceSettings(
        Set.of(Task.values()),
        Duration.ofDays(1),
        5,
        false,
        Optional.empty(),
        OptionalInt.empty(),
        Duration.ofDays(5));
  }
}
