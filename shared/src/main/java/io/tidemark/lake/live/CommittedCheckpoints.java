package io.tidemark.lake.live;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.flink.sink.SinkUtil;

/**
 * Newest checkpoint that each sink is known to have committed to a table. A commit whose answer was
 * lost may land at any time. Iceberg's sink looks for it once before it retries; if it lands after
 * that look, the retry would append the same files again. {@link LiveTableOperations} refuses the
 * retry then.
 */
final class CommittedCheckpoints {

  private final Map<Writer, Long> checkpoints = new HashMap<>();

  /** A sink of a job. */
  private record Writer(String job, String operator) {

    static Writer of(Snapshot snapshot) {
      Map<String, String> summary = snapshot.summary();
      return new Writer(summary.get(SinkUtil.FLINK_JOB_ID), summary.get(SinkUtil.OPERATOR_ID));
    }
  }

  /**
   * @param table as it was found
   */
  CommittedCheckpoints(TableMetadata table) {
    live(table).forEach(s -> checkpoints.putIfAbsent(Writer.of(s), checkpoint(s)));
  }

  /**
   * Refuses if a commit of the same sink has come in between. What is thrown must not tell Iceberg
   * that its files may be deleted: the other commit may name them.
   *
   * @param base what is to be replaced
   * @param next with the new commit
   */
  void require(String table, TableMetadata base, TableMetadata next) {
    Snapshot added = next.currentSnapshot();
    if (added == null || added.equals(base.currentSnapshot()) || !isLive(added)) {
      return;
    }
    Writer writer = Writer.of(added);
    long known = checkpoints.getOrDefault(writer, -1L);
    long found =
        live(base)
            .filter(s -> writer.equals(Writer.of(s)))
            .findFirst()
            .map(CommittedCheckpoints::checkpoint)
            .orElse(-1L);
    if (found > known) {
      throw new IllegalStateException(
          "table "
              + table
              + " has checkpoint "
              + found
              + " of this job, whose commit had no answer: it has landed late, and is not repeated");
    }
  }

  /** The commit is in the table. */
  void add(TableMetadata next) {
    Snapshot added = next.currentSnapshot();
    if (added != null && isLive(added)) {
      checkpoints.put(Writer.of(added), checkpoint(added));
    }
  }

  private static long checkpoint(Snapshot snapshot) {
    return LiveCommit.of(snapshot.summary()).orElseThrow().checkpoint();
  }

  /** Live jobs' commits, newest first. */
  private static Stream<Snapshot> live(TableMetadata table) {
    return SnapshotLineage.of(table).filter(CommittedCheckpoints::isLive);
  }

  private static boolean isLive(Snapshot snapshot) {
    return LiveCommit.of(snapshot.summary()).isPresent();
  }
}
