package io.tidemark.ingestion.checkpoint;

import io.tidemark.definition.Problem;
import io.tidemark.lake.Lake;
import io.tidemark.lake.live.LatestLiveCheckpoint;
import io.tidemark.lake.live.LiveCommit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Refuses a restore point that the tables are ahead of. Going on from it would write rows twice; or
 * Iceberg's committer would take the new commits for ones that it has, and drop them
 * (apache/iceberg#10892). {@link LiveCommit} and {@link LatestLiveCheckpoint} say how far the
 * tables are.
 */
public final class RestorePointCheck {

  private final Lake lake;
  private final String point;
  private final long checkpoint;
  private final String taker;

  /**
   * @param point path of the checkpoint or savepoint
   */
  public RestorePointCheck(Lake lake, String point) {
    this.lake = lake;
    this.point = point;
    this.checkpoint = RestorePointStore.checkpointId(point);
    this.taker = RestorePointStore.taker(RestorePointStore.directory(point));
  }

  /** One for each table that is ahead. */
  public List<Problem> problems(List<String> tables) {
    List<Problem> problems = new ArrayList<>();
    for (String table : tables) {
      Optional<LiveCommit> newest = LiveCommit.newest(lake.table(table));
      newest
          .filter(commit -> commit.checkpoint() > checkpoint)
          .ifPresent(commit -> problems.add(problem(table, commit)));
    }
    LatestLiveCheckpoint written = LatestLiveCheckpoint.of(lake, tables);
    if (problems.isEmpty() && !written.isBehind(checkpoint, taker)) {
      problems.add(superseded(written));
    }
    return problems;
  }

  private Problem superseded(LatestLiveCheckpoint written) {
    return new Problem(
        "--restore " + point,
        "it is of job "
            + taker
            + ", which job "
            + written.job().orElseThrow()
            + " has superseded: the tables have checkpoint "
            + written.checkpoint()
            + " of that one",
        "a job that is superseded may complete one more checkpoint; from there, rows would be"
            + " written twice",
        "leave out --restore; if no other checkpoint is left, --bootstrap lake");
  }

  private Problem problem(String table, LiveCommit commit) {
    return new Problem(
        "--restore " + point,
        "it is checkpoint "
            + checkpoint
            + ", but table "
            + table
            + " has the rows of checkpoint "
            + commit.checkpoint()
            + " (job "
            + commit.jobId()
            + ")",
        "a job goes on from the newest checkpoint that its tables have; from an older one, rows"
            + " would be written twice",
        "leave out --restore; or add --roll-back, which takes the newer rows back from the tables");
  }
}
