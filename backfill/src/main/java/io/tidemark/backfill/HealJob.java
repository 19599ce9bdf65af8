package io.tidemark.backfill;

import io.tidemark.definition.FeatureSet;
import io.tidemark.definition.TimePartitioning;
import io.tidemark.definition.UserException;
import io.tidemark.feature.FeatureLayout;
import io.tidemark.lake.Lake;
import io.tidemark.lake.TimeRange;
import io.tidemark.lake.ledger.HealLog;
import io.tidemark.lake.ledger.LateLedgerReader;
import io.tidemark.lake.ledger.StalePartitions;
import io.tidemark.lake.read.EventTimeBounds;
import io.tidemark.pipeline.Workspace;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/**
 * Recomputes the rows that late events made stale: {@link LateLedgerReader} finds their partitions,
 * {@link BackfillJob} replaces them, {@link HealLog} notes that.
 *
 * <pre>{@code
 * HealJob job = new HealJob(workspace);
 * HealJob.Plan plan = job.plan(set);
 * for (TimeRange range : plan.ready()) {
 *   job.heal(plan, range, runId(), stage -> {});   // a run id for each range
 * }
 * }</pre>
 *
 * <p>The heal is noted after the rows are published: a run that dies in between heals the range
 * again, to the same rows. Noted first, it would leave them stale for good.
 */
public final class HealJob {

  private final Workspace workspace;

  /**
   * Ranges of a feature set that are to be healed.
   *
   * @param ready the fewest ranges of whole partitions that hold all stale rows which are sealed
   * @param waiting such ranges that the live job may still write to
   * @param entries open entries of the late ledger
   * @param endless those among them that rows to come lack too, whatever is healed
   * @param ledger sequence number of the ledger's snapshot that says so
   */
  public record Plan(
      FeatureSet set,
      List<TimeRange> ready,
      List<TimeRange> waiting,
      long entries,
      long endless,
      long ledger) {}

  public HealJob(Workspace workspace) {
    this.workspace = workspace;
  }

  /** Looks what there is to do; changes nothing. */
  public Plan plan(FeatureSet set) {
    long length = partitionLength(set);
    try (Lake lake = workspace.openLake()) {
      long sealed = SealedCheck.end(lake, set);
      StalePartitions stale =
          EventTimeBounds.before(lake.table(set.name()), FeatureLayout.EVENT_TIME, Long.MAX_VALUE)
              .map(span -> LateLedgerReader.stale(lake, set.name(), length, span))
              .orElse(StalePartitions.none(length));
      return new Plan(
          set,
          stale.before(FeatureLayout.EVENT_TIME, sealed),
          stale.after(FeatureLayout.EVENT_TIME, sealed),
          stale.entries(),
          stale.endless(),
          stale.ledger());
    }
  }

  private static long partitionLength(FeatureSet set) {
    if (set.partitioning() == TimePartitioning.NONE) {
      throw new UserException(
          "feature set " + set.name(),
          "its table has no partitions",
          "heal replaces whole partitions; a table without them is backfilled as a whole",
          "partition: days in the pipeline file, or tidemark backfill --from ... --to ...");
    }
    return set.partitioning().length().toMillis();
  }

  /**
   * Backfills a range of a plan and notes it in the table of heals. Where it dies in between, the
   * range is healed again by the next call, with the same result.
   *
   * @param runId unlike that of any other run
   */
  public BackfillJob.Result heal(
      Plan plan, TimeRange range, String runId, Consumer<BackfillJob.Stage> stages)
      throws Exception {
    BackfillJob.Result result =
        new BackfillJob(workspace, stages)
            .run(
                plan.set(),
                Instant.ofEpochMilli(range.from()),
                Instant.ofEpochMilli(range.to()),
                runId);
    try (Lake lake = workspace.openLake()) {
      HealLog.of(lake).add(plan.set().name(), range, plan.ledger(), runId);
    }
    return result;
  }
}
