package io.tidemark.lake.live;

import io.tidemark.definition.UserException;
import io.tidemark.lake.Lake;
import io.tidemark.lake.SnapshotProperties;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.iceberg.DeleteFiles;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotChanges;
import org.apache.iceberg.Table;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.iceberg.flink.sink.SinkUtil;

/**
 * Takes the tables of a live job back to one of its checkpoints: deletes the files that live jobs
 * have added since, and nothing else. Run again, it does nothing.
 *
 * <p>Files are deleted, not snapshots: the commits of backfills and imports in between stay. {@link
 * LiveCommit} tells afterwards which commits stand.
 */
public final class RollBackAction {

  /** What {@link SnapshotProperties#OPERATION} says of its snapshots. */
  public static final String NAME = "roll-back";

  private final Lake lake;
  private final List<Table> tables;

  /**
   * @param tables names of the tables of the pipeline that exist
   */
  public RollBackAction(Lake lake, List<String> tables) {
    this.lake = lake;
    this.tables = tables.stream().map(lake::table).toList();
  }

  /**
   * The newest checkpoint that all tables have, but for those that have not been a live job's for
   * long or never were; 0 where some have not even the first, empty where none has any.
   */
  public OptionalLong newestCommon() {
    if (tables.stream().allMatch(table -> LiveCommit.newest(table).isEmpty())) {
      return OptionalLong.empty();
    }
    CommonCheckpoint reached = CommonCheckpoint.of(lake, tables);
    return tables.stream().map(reached::by).flatMapToLong(OptionalLong::stream).min();
  }

  /**
   * The newest snapshot from before anything that a live job has committed after that checkpoint;
   * empty where the table had none then.
   */
  public static OptionalLong snapshotAt(Table table, long checkpoint) {
    List<Snapshot> later = after(table, checkpoint);
    if (!later.isEmpty()) {
      Long before = later.get(later.size() - 1).parentId();
      return before == null ? OptionalLong.empty() : OptionalLong.of(before);
    }
    Snapshot current = table.currentSnapshot();
    return current == null ? OptionalLong.empty() : OptionalLong.of(current.snapshotId());
  }

  /** Whether the snapshot is what taking back has left. */
  static boolean isRollBack(Snapshot snapshot) {
    return NAME.equals(snapshot.summary().get(SnapshotProperties.OPERATION));
  }

  /**
   * Takes back what was committed after that checkpoint.
   *
   * @return names of the tables that have changed
   * @throws UserException if a backfill or a compaction has replaced such rows, or the table no
   *     longer knows them; that table is as it was
   */
  public List<String> to(long checkpoint) {
    List<String> changed = new ArrayList<>();
    for (Table table : tables) {
      List<Snapshot> later = after(table, checkpoint);
      if (!later.isEmpty()) {
        takeBack(table, later, checkpoint);
        changed.add(table.name());
      }
    }
    return changed;
  }

  /** Live jobs' snapshots after the checkpoint, newest first. */
  private static List<Snapshot> after(Table table, long checkpoint) {
    return LiveCommit.standingSnapshots(table)
        .takeWhile(snapshot -> checkpointOf(snapshot) > checkpoint)
        .toList();
  }

  private static long checkpointOf(Snapshot snapshot) {
    return LiveCommit.of(snapshot.summary()).orElseThrow().checkpoint();
  }

  private static void takeBack(Table table, List<Snapshot> later, long checkpoint) {
    requireWhole(table, later, checkpoint);
    DeleteFiles delete = table.newDelete().validateFilesExist();
    for (Snapshot snapshot : later) {
      SnapshotChanges.builderFor(table)
          .snapshot(snapshot)
          .build()
          .addedDataFiles()
          .forEach(delete::deleteFile);
    }
    Snapshot before =
        LiveCommit.standingSnapshots(table)
            .skip(later.size())
            .findFirst()
            .orElse(later.get(later.size() - 1));
    delete.set(SnapshotProperties.OPERATION, NAME);
    delete.set(SinkUtil.MAX_COMMITTED_CHECKPOINT_ID, String.valueOf(checkpoint));
    // Iceberg looks for a job's newest checkpoint in the newest snapshot that names the job.
    for (String key : List.of(SinkUtil.FLINK_JOB_ID, SinkUtil.OPERATOR_ID)) {
      Optional.ofNullable(before.summary().get(key)).ifPresent(id -> delete.set(key, id));
    }
    try {
      delete.commit();
    } catch (ValidationException e) {
      throw replaced(table, checkpoint);
    }
  }

  /** Of snapshots that are forgotten, nobody knows what they brought. */
  private static void requireWhole(Table table, List<Snapshot> later, long checkpoint) {
    Snapshot oldest = SnapshotLineage.of(table).reduce((newer, older) -> older).orElseThrow();
    boolean reachesBack =
        LiveCommit.standingSnapshots(table).skip(later.size()).findAny().isPresent();
    if (oldest.parentId() != null && !reachesBack) {
      throw new UserException(
          "table " + table.name(),
          "its snapshots from before checkpoint " + checkpoint + " have expired",
          "what was committed since can be taken back only while the table knows it, for as many"
              + " snapshots as its property "
              + KeptSnapshots.MOST
              + " says",
          "go on from a newer checkpoint; or --bootstrap lake");
    }
  }

  private static UserException replaced(Table table, long checkpoint) {
    return new UserException(
        "table " + table.name(),
        "rows that were committed after checkpoint "
            + checkpoint
            + " have since been replaced, by a compaction or a backfill",
        "what a live job has committed can be taken back only while its files are as it wrote them",
        "go on from a newer checkpoint, or begin anew under another `namespace:`");
  }
}
