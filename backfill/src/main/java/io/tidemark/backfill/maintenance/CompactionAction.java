package io.tidemark.backfill.maintenance;

import io.tidemark.definition.Environment;
import io.tidemark.lake.live.ProtectedSnapshots;
import io.tidemark.lake.live.SnapshotHold;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.function.Predicate;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Table;
import org.apache.iceberg.actions.BinPackRewriteFilePlanner;

/**
 * Rewrites the small files of a table to fewer ones, in the table's sort order: {@link
 * SmallFilePlanner} plans, {@link RewriteJob} writes, {@link CompactionCommitter} replaces.
 *
 * <p>Left alone are the files of {@link ProtectedSnapshots}, which a restart of the live job may
 * take back. In the late ledger, files on two sides of a heal are not joined either: its entries
 * are told apart by the sequence numbers of their files.
 */
final class CompactionAction {

  private final Environment environment;
  private final MaintenanceSettings settings;
  private final MaintenanceProgressListener progress;

  /**
   * Result of a compaction.
   *
   * @param filesOut files that were replaced
   * @param filesIn files that took their place
   * @param refused partitions that somebody else has replaced meanwhile; they are as that left them
   */
  record Result(long filesOut, long filesIn, int refused) {}

  CompactionAction(
      Environment environment, MaintenanceSettings settings, MaintenanceProgressListener progress) {
    this.environment = environment;
    this.settings = settings;
    this.progress = progress;
  }

  /**
   * @param borders sequence numbers across which files stay apart
   * @param runId unlike that of any other run
   */
  Result run(Table table, SortedSet<Long> borders, String runId) throws Exception {
    if (table.currentSnapshot() == null) {
      return new Result(0, 0, 0);
    }
    long snapshot = table.currentSnapshot().snapshotId();
    List<RewriteBatch> batches = plan(table, snapshot, borders);
    if (batches.isEmpty()) {
      return new Result(0, 0, 0);
    }
    try (SnapshotHold hold = SnapshotHold.of(table, runId, snapshot)) {
      return run(table, batches, new CompactionCommitter(table, snapshot, runId));
    }
  }

  private Result run(Table table, List<RewriteBatch> batches, CompactionCommitter commit)
      throws Exception {
    RewriteJob job = new RewriteJob(environment);
    long bytes = batches.stream().mapToLong(RewriteBatch::bytes).sum();
    long done = 0;
    for (RewriteBatch batch : batches) {
      progress.compacted(table.name(), done, bytes);
      RewriteJob.Rewritten rewritten = job.run(table, batch);
      RowCountCheck.require(table, batch, rewritten);
      progress.replacing(table.name());
      commit.replace(batch, rewritten.files());
      done += batch.bytes();
    }
    return new Result(commit.filesOut(), commit.filesIn(), commit.refused());
  }

  /** In a table with borders, an interval between two of them after the other. */
  private List<RewriteBatch> plan(Table table, long snapshot, SortedSet<Long> borders) {
    ProtectedSnapshots tail = ProtectedSnapshots.of(table, Instant.now().minus(settings.settled()));
    List<RewriteBatch> batches = new ArrayList<>();
    long after = Long.MIN_VALUE;
    List<Long> ends = new ArrayList<>(borders);
    ends.add(Long.MAX_VALUE);
    for (long end : ends) {
      batches.addAll(RewriteBatch.of(groups(table, snapshot, between(tail, after, end))));
      after = end;
    }
    return batches;
  }

  private static Predicate<DataFile> between(ProtectedSnapshots tail, long after, long end) {
    return file ->
        tail.isAfter(file) && file.dataSequenceNumber() > after && file.dataSequenceNumber() <= end;
  }

  private List<List<FileScanTask>> groups(
      Table table, long snapshot, Predicate<DataFile> eligible) {
    return new SmallFilePlanner(table, snapshot, eligible).groups(options());
  }

  private Map<String, String> options() {
    Map<String, String> options = new HashMap<>();
    options.put(BinPackRewriteFilePlanner.MIN_INPUT_FILES, String.valueOf(settings.minFiles()));
    options.put(BinPackRewriteFilePlanner.REWRITE_ALL, String.valueOf(settings.all()));
    options.put(
        BinPackRewriteFilePlanner.MAX_FILE_GROUP_INPUT_FILES,
        String.valueOf(RewriteBatch.MOST_FILES));
    options.put(
        BinPackRewriteFilePlanner.MAX_FILE_GROUP_SIZE_BYTES,
        String.valueOf(RewriteBatch.MOST_BYTES));
    return options;
  }
}
