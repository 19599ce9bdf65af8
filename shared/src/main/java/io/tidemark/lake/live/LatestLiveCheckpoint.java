package io.tidemark.lake.live;

import io.tidemark.lake.Lake;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;

/**
 * Newest checkpoint that live jobs have committed to any of some tables, and the job that took it.
 * A start compares a checkpoint or savepoint with it: from an older one, a job would append the
 * same rows again, unless {@link RollBackAction} takes them back.
 *
 * @param checkpoint number of the newest checkpoint that any of the tables has; 0 if none has one
 * @param job the Flink job that took it; empty if a roll-back has left it, which may be to another
 *     job's
 * @param superseded Flink jobs that have committed before that one. One of them that was suspended
 *     and wakes up may complete a checkpoint of the same number, or of a greater one: of the same
 *     messages that the tables have from its successor.
 */
public record LatestLiveCheckpoint(long checkpoint, Optional<String> job, Set<String> superseded) {

  public LatestLiveCheckpoint {
    superseded = Set.copyOf(superseded);
  }

  /** As the snapshots of those tables tell that exist. */
  public static LatestLiveCheckpoint of(Lake lake, List<String> names) {
    List<Table> tables = names.stream().filter(lake::exists).map(lake::table).toList();
    Optional<Snapshot> newest =
        tables.stream()
            .flatMap(table -> LiveCommit.standingSnapshots(table).limit(1))
            .max(Comparator.comparingLong(snapshot -> commit(snapshot).checkpoint()));
    Optional<String> job =
        newest.filter(s -> !RollBackAction.isRollBack(s)).map(s -> commit(s).jobId());
    Set<String> superseded = job.map(id -> others(tables, id)).orElse(Set.of());
    return new LatestLiveCheckpoint(
        newest.map(s -> commit(s).checkpoint()).orElse(0L), job, superseded);
  }

  private static Set<String> others(List<Table> tables, String job) {
    return tables.stream()
        .flatMap(LiveCommit::standing)
        .map(LiveCommit::jobId)
        .filter(id -> !id.equals(job))
        .collect(Collectors.toSet());
  }

  private static LiveCommit commit(Snapshot snapshot) {
    return LiveCommit.of(snapshot.summary()).orElseThrow();
  }

  /**
   * Whether the tables have nothing that a job would write again which goes on from a checkpoint.
   *
   * @param number of the checkpoint
   * @param taker what is known of the id of the job that took it: all, its beginning, or nothing
   */
  public boolean isBehind(long number, String taker) {
    return number == checkpoint
        ? job.map(id -> id.startsWith(taker)).orElse(true)
        : number > checkpoint && !superseded.contains(taker);
  }
}
