package io.tidemark.backfill;

import io.tidemark.definition.FeatureSet;
import io.tidemark.feature.FeatureLayout;
import io.tidemark.lake.FingerprintProperties;
import io.tidemark.lake.Lake;
import io.tidemark.lake.TimeRange;
import io.tidemark.lake.live.SnapshotHold;
import io.tidemark.lake.publish.RangePublishPlan;
import io.tidemark.lake.publish.RangePublisher;
import io.tidemark.lake.write.StagedFile;
import io.tidemark.lake.write.StagingWriter;
import io.tidemark.pipeline.JobSettings;
import io.tidemark.pipeline.Workspace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;

/**
 * Recomputes one feature set over a sealed range and publishes the rows with one commit, or none.
 *
 * <pre>{@code
 * Result result =
 *     new BackfillJob(workspace, stage -> {}).run(set, from, to, "backfill-20260301-1");
 * }</pre>
 *
 * <p>{@link RecomputationGraph} computes, {@link StagingWriter} writes files that no snapshot names
 * yet, {@link RangePublisher} replaces the range. {@link SealedCheck} is asked before the
 * computation, which would be in vain otherwise, and again before the commit, since a live job may
 * have begun meanwhile. A failed run is started again with another id.
 */
public final class BackfillJob {

  private final Workspace workspace;
  private final Consumer<Stage> stages;

  /** Stages of a run; the table changes between the last two alone. */
  public enum Stage {
    READING,
    STAGED,
    PUBLISHING,
    PUBLISHED
  }

  /**
   * Result of a run.
   *
   * @param rows rows of the range now
   * @param files files that hold them
   * @param snapshot the table's snapshot with them
   */
  public record Result(String runId, TimeRange range, long rows, int files, long snapshot) {}

  /**
   * @param stages told of each stage as it is reached
   */
  public BackfillJob(Workspace workspace, Consumer<Stage> stages) {
    this.workspace = workspace;
    this.stages = stages;
  }

  /**
   * Replaces the rows of [from, to).
   *
   * @param runId unlike that of any other run
   * @throws io.tidemark.definition.UserException if the range is not sealed, cuts a partition, or
   *     was written to meanwhile; the table is as it was
   */
  public Result run(FeatureSet set, Instant from, Instant to, String runId) throws Exception {
    FeatureLayout layout = new FeatureLayout(workspace.pipeline(), set);
    TimeRange range = new TimeRange(FeatureLayout.EVENT_TIME, from, to);
    try (Lake lake = workspace.openLake()) {
      set.inputs().forEach(i -> lake.table(i.stream()));
      lake.ensureAll(List.of(layout.table()));
      Table table = lake.table(set.name());
      RangePublishPlan run = RangePublishPlan.begin(layout.table(), table, runId, range);
      SealedCheck.require(lake, set, range);
      try (SnapshotHold hold = run.hold(table)) {
        stages.accept(Stage.READING);
        Staged staged = stage(lake, table, set, range, runId);
        stages.accept(Stage.STAGED);
        // A live job may have begun meanwhile, which writes more than the last one would have.
        RangePublisher publisher = RangePublisher.undisturbed(table, run);
        SealedCheck.require(lake, set, range);
        stages.accept(Stage.PUBLISHING);
        return published(publisher, run, staged, FingerprintProperties.summary(layout.table()));
      }
    }
  }

  private Result published(
      RangePublisher publisher, RangePublishPlan run, Staged staged, Map<String, String> summary) {
    Snapshot snapshot = publisher.publish(staged.files(), staged.rows(), summary);
    stages.accept(Stage.PUBLISHED);
    return new Result(
        run.id(), run.range(), staged.rows(), staged.files().size(), snapshot.snapshotId());
  }

  private record Staged(List<StagedFile> files, long rows) {}

  private Staged stage(Lake lake, Table table, FeatureSet set, TimeRange range, String runId)
      throws Exception {
    String name = "tidemark backfill " + set.name() + " " + runId;
    StreamExecutionEnvironment env = JobSettings.batchEnvironment(workspace.environment(), name);
    List<CloseableIterator<StagedFile>> results = new ArrayList<>();
    RecomputationGraph.asOfNow(workspace.pipeline(), set, lake, range)
        .compute(
            env,
            (layout, rows) ->
                results.add(
                    new StagingWriter(layout.table(), FeatureLayout.EVENT_TIME, set.name())
                        .stage(table, rows)
                        .collectAsync()));
    JobClient job = env.executeAsync();
    List<StagedFile> files = new ArrayList<>();
    try (CloseableIterator<StagedFile> result = results.get(0)) {
      result.forEachRemaining(files::add);
    }
    JobExecutionResult end = job.getJobExecutionResult().get();
    return new Staged(files, end.<Long>getAccumulatorResult(RangeFilter.ROWS));
  }
}
