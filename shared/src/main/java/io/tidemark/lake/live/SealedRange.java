package io.tidemark.lake.live;

import io.tidemark.definition.FeatureSet;
import io.tidemark.lake.Lake;
import io.tidemark.lake.TimeRange;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.apache.iceberg.Table;

/**
 * Event time that a live job will never write to again. Backfills replace only such ranges: outside
 * of them, rows of the live job could land behind the replacement and be there twice.
 *
 * <p>A range is sealed by a watermark past its end in a <i>committed</i> checkpoint, of the feature
 * table and of the event tables that it is computed from. The tables are committed one after the
 * other; a range that counted as sealed by the feature table alone would be recomputed without the
 * events that are still to be committed. The watermarks are {@link ProgressRecord}s, the checkpoint
 * is that of {@link CommonCheckpoint}.
 */
public sealed interface SealedRange {

  /** Whether nothing live will ever write to the range. */
  boolean covers(TimeRange range);

  /** No live job ever wrote the table: any range may be written. */
  record NeverLive() implements SealedRange {
    @Override
    public boolean covers(TimeRange range) {
      return true;
    }
  }

  /** A live job wrote the table, but nothing says how far it is. */
  record Unknown() implements SealedRange {
    @Override
    public boolean covers(TimeRange range) {
      return false;
    }
  }

  /**
   * Everything up to a moment.
   *
   * @param watermark the last sealed millisecond; {@link Long#MAX_VALUE} for all of time
   * @param jobId the Flink job that says so
   */
  record UpTo(long watermark, String jobId) implements SealedRange {
    @Override
    public boolean covers(TimeRange range) {
      return range.to() - 1 <= watermark;
    }
  }

  /** What is sealed in the table of a feature set. */
  static SealedRange of(Lake lake, FeatureSet set) {
    return of(lake, set.name(), set.inputs().stream().map(FeatureSet.Input::stream).toList());
  }

  /**
   * What is sealed in that feature table, by what the live job committed last: to it, and to the
   * event tables that it is computed from, for the tables are committed one after the other.
   *
   * <p>That the input was complete holds until another run takes over: what comes then, it writes.
   * All else that was said holds for it, too, for it is in the state that it goes on from.
   */
  static SealedRange of(Lake lake, String featureTable, List<String> eventTables) {
    Table features = lake.table(featureTable);
    Optional<LiveCommit> commit = LiveCommit.newest(features);
    if (commit.isEmpty()) {
      return knows(lake, featureTable) || WriterLease.owner(features.properties()).isPresent()
          ? new Unknown()
          : new NeverLive();
    }
    String jobId = commit.get().jobId();
    List<Table> tables = new ArrayList<>(eventTables.stream().map(lake::table).toList());
    tables.add(features);
    CommonCheckpoint reached = CommonCheckpoint.of(lake, tables, jobId);
    long checkpoint = Long.MAX_VALUE;
    for (Table table : tables) {
      OptionalLong by = reached.by(table, jobId);
      if (by.isEmpty()) {
        return new Unknown();
      }
      checkpoint = Math.min(checkpoint, by.getAsLong());
    }
    boolean completes = !WriterLease.isTakenOver(features, jobId);
    return progressOf(lake, featureTable, jobId, checkpoint, completes);
  }

  /**
   * What the live job that was the last to write the feature table had said by a checkpoint that
   * all tables have been brought back to; also that its input was complete, whoever has the tables
   * since.
   */
  static SealedRange asOf(Lake lake, FeatureSet set, long checkpoint) {
    Optional<LiveCommit> commit = LiveCommit.newest(lake.table(set.name()));
    if (commit.isEmpty()) {
      return new Unknown();
    }
    String jobId = commit.get().jobId();
    return set.inputs().stream()
            .allMatch(in -> LiveCommit.newest(lake.table(in.stream()), jobId).isPresent())
        ? progressOf(lake, set.name(), jobId, checkpoint, true)
        : new Unknown();
  }

  /** Snapshots expire; that a live job once wrote must not be forgotten with them. */
  private static boolean knows(Lake lake, String featureTable) {
    return lake.exists(ProgressRecord.TABLE)
        && new ProgressReader(lake.table(ProgressRecord.TABLE)).knows(featureTable);
  }

  private static SealedRange progressOf(
      Lake lake, String featureSet, String jobId, long checkpoint, boolean completes) {
    if (!lake.exists(ProgressRecord.TABLE)) {
      return new Unknown();
    }
    ProgressReader reader = new ProgressReader(lake.table(ProgressRecord.TABLE));
    // The last checkpoints first: every checkpoint left a file, and most need no reading.
    for (long after : new long[] {checkpoint - 16, -1}) {
      List<ProgressRecord> said = reader.read(featureSet, jobId, after, checkpoint);
      OptionalLong watermark =
          watermark(
              said.stream().filter(p -> completes || p.watermark() != Long.MAX_VALUE).toList());
      if (watermark.isPresent()) {
        return new UpTo(watermark.getAsLong(), jobId);
      }
    }
    return new Unknown();
  }

  /**
   * The least of the subtasks' last words. They need not be of one checkpoint: what a subtask said
   * at an aborted one holds as soon as a later one is committed.
   */
  static OptionalLong watermark(List<ProgressRecord> rows) {
    Optional<ProgressRecord> newest =
        rows.stream().max(Comparator.comparing(ProgressRecord::checkpointId));
    if (newest.isEmpty()) {
      return OptionalLong.empty();
    }
    int parallelism = newest.get().parallelism();
    Map<Integer, Long> subtasks =
        rows.stream()
            .filter(row -> row.parallelism() == parallelism)
            .collect(
                Collectors.toMap(ProgressRecord::subtask, ProgressRecord::watermark, Math::max));
    return subtasks.size() == parallelism
        ? OptionalLong.of(Collections.min(subtasks.values()))
        : OptionalLong.empty();
  }
}
