package io.tidemark.lake.live;

import io.tidemark.lake.Lake;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;

/**
 * Newest checkpoint of which all tables of a live job have all rows. A table has no snapshot of
 * most checkpoints that brought it nothing ({@link LiveTable}); that it is not behind follows from
 * the others, since a job commits a checkpoint to all of its tables before it commits the next but
 * one to any. {@link SealedRange} and {@link RollBackAction} build on it.
 *
 * @param all the newest checkpoint of which all tables have everything, as far as can be told
 * @param job the one that was the last to commit at it; empty where nothing is committed
 */
record CommonCheckpoint(long all, Optional<String> job) {

  /** Most checkpoints that a table can be behind the others. */
  static final int COMMITS_APART = 2;

  private static final CommonCheckpoint NOTHING = new CommonCheckpoint(0, Optional.empty());

  /** By the commits of all jobs: one states what all tables have, or there are enough of them. */
  static CommonCheckpoint of(Lake lake, Collection<Table> tables) {
    return witnesses(lake, tables).stream()
        .map(table -> passed(LiveCommit.standingSnapshots(table).toList()))
        .reduce(NOTHING, CommonCheckpoint::further);
  }

  /** By the commits of one job. */
  static CommonCheckpoint of(Lake lake, Collection<Table> tables, String job) {
    return witnesses(lake, tables).stream()
        .map(
            table ->
                passed(
                    LiveCommit.standingSnapshots(table).filter(s -> job.equals(jobOf(s))).toList()))
        .reduce(NOTHING, CommonCheckpoint::further);
  }

  private static List<Table> witnesses(Lake lake, Collection<Table> tables) {
    List<Table> witnesses = new ArrayList<>(tables);
    if (lake.exists(ProgressRecord.TABLE)) {
      witnesses.add(lake.table(ProgressRecord.TABLE));
    }
    return witnesses;
  }

  /** A roll-back was to a checkpoint that all had. */
  private static CommonCheckpoint passed(List<Snapshot> newestFirst) {
    CommonCheckpoint said = NOTHING;
    Set<LiveCommit> commits = new LinkedHashSet<>();
    for (Snapshot snapshot : newestFirst) {
      LiveCommit commit = commit(snapshot);
      commits.add(commit);
      if (commits.size() > COMMITS_APART || RollBackAction.isRollBack(snapshot)) {
        return further(
            new CommonCheckpoint(commit.checkpoint(), Optional.of(commit.jobId())), said);
      }
      said = further(said, said(snapshot));
    }
    return said;
  }

  private static CommonCheckpoint said(Snapshot snapshot) {
    OptionalLong all = SeenCheckpoints.allHave(snapshot.summary());
    return all.isPresent()
        ? new CommonCheckpoint(all.getAsLong(), Optional.of(jobOf(snapshot)))
        : NOTHING;
  }

  private static LiveCommit commit(Snapshot snapshot) {
    return LiveCommit.of(snapshot.summary()).orElseThrow();
  }

  private static String jobOf(Snapshot snapshot) {
    return commit(snapshot).jobId();
  }

  private static CommonCheckpoint further(CommonCheckpoint one, CommonCheckpoint other) {
    return other.all > one.all ? other : one;
  }

  /** Newest checkpoint that a table of that job has; empty if it never committed to the table. */
  OptionalLong by(Table table, String jobId) {
    return LiveCommit.newest(table, jobId)
        .map(commit -> OptionalLong.of(Math.max(commit.checkpoint(), all)))
        .orElse(OptionalLong.empty());
  }

  /**
   * Newest checkpoint that any table has; empty for one that is new or no table of the job any
   * more: a job commits its first checkpoint to each of its tables, whatever it brings.
   */
  OptionalLong by(Table table) {
    long newest = LiveCommit.newest(table).map(LiveCommit::checkpoint).orElse(0L);
    if (newest >= all) {
      return OptionalLong.of(newest);
    }
    return job.isEmpty() || LiveCommit.newest(table, job.get()).isPresent()
        ? OptionalLong.of(all)
        : OptionalLong.empty();
  }
}
