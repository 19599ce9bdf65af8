package io.tidemark.backfill;

import io.tidemark.definition.FeatureSet;
import io.tidemark.definition.UserException;
import io.tidemark.feature.FeatureLayout;
import io.tidemark.lake.Lake;
import io.tidemark.lake.TableVersion;
import io.tidemark.lake.TimeRange;
import io.tidemark.lake.read.LakeSource;
import io.tidemark.pipeline.JobSettings;
import io.tidemark.pipeline.Workspace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.data.RowData;
import org.apache.flink.util.CloseableIterator;

/**
 * Recomputes a feature set over a range and compares every row with the table's, to the bit. Writes
 * nothing.
 *
 * <pre>{@code
 * VerifyJob job = new VerifyJob(workspace);
 * VerifyResult result = job.run(set, job.range(set, null, null));   // all that is sealed
 * }</pre>
 *
 * <p>{@link RecomputationGraph} computes, {@link RowComparisonFunction} compares, {@link
 * VerifyReport} shows the {@link VerifyResult}.
 */
public final class VerifyJob {

  private static final String TABLE_UID = "table-rows";
  private static final int LISTED = 1000;

  private final Workspace workspace;
  private final int listed;

  public VerifyJob(Workspace workspace) {
    this(workspace, LISTED);
  }

  /**
   * @param listed of how many differences each subtask says what they are; all are counted
   */
  public VerifyJob(Workspace workspace, int listed) {
    this.workspace = workspace;
    this.listed = listed;
  }

  /**
   * Compares the rows of the range; writes nothing.
   *
   * @throws UserException if the range is not sealed, a table is missing, or has rows of another
   *     definition
   */
  public VerifyResult run(FeatureSet set, TimeRange range) throws Exception {
    FeatureLayout layout = new FeatureLayout(workspace.pipeline(), set);
    try (Lake lake = workspace.openLake()) {
      lake.check(List.of(layout.table()));
      SealedCheck.require(lake, set, range);
      TableVersion version = TableVersion.of(lake.table(set.name()));
      StreamExecutionEnvironment env =
          JobSettings.batchEnvironment(workspace.environment(), "tidemark verify " + set.name());
      DataStream<RowData> table =
          new LakeSource(layout.table(), version.snapshot(), range, TABLE_UID).read(lake, env);
      List<CloseableIterator<RowDiff>> results = new ArrayList<>();
      RecomputationGraph.asOfNow(workspace.pipeline(), set, lake, range)
          .compute(
              env,
              (l, rows) ->
                  results.add(RowComparisonFunction.attach(table, rows, l, listed).collectAsync()));
      return collect(set, range, env.executeAsync(), results.get(0));
    }
  }

  /**
   * The range that a user means.
   *
   * @param from null for the beginning
   * @param to null for as far as the set's table is sealed
   * @throws UserException if it has no end, but the set has rows without end
   */
  public TimeRange range(FeatureSet set, Instant from, Instant to) {
    TimeRange always = TimeRange.always(FeatureLayout.EVENT_TIME);
    long begin = from == null ? always.from() : from.toEpochMilli();
    if (to != null) {
      return new TimeRange(FeatureLayout.EVENT_TIME, begin, to.toEpochMilli());
    }
    try (Lake lake = workspace.openLake()) {
      long end = Math.min(always.to(), SealedCheck.end(lake, set));
      if (end == always.to() && set.trigger().rowsComeByTime()) {
        throw endless(set);
      }
      return new TimeRange(FeatureLayout.EVENT_TIME, begin, Math.max(end, begin + 1));
    }
  }

  private static UserException endless(FeatureSet set) {
    return new UserException(
        "feature set " + set.name(),
        "it has a row at every step of time, and no live job says how far its table goes",
        "with `trigger: every`, such a range has an end",
        "--to, the end of the last backfill");
  }

  private static VerifyResult collect(
      FeatureSet set, TimeRange range, JobClient job, CloseableIterator<RowDiff> result)
      throws Exception {
    List<RowDiff> differences = new ArrayList<>();
    try (result) {
      result.forEachRemaining(differences::add);
    }
    differences.sort(Comparator.comparingLong(RowDiff::time).thenComparing(RowDiff::row));
    JobExecutionResult end = job.getJobExecutionResult().get();
    return new VerifyResult(
        set.name(),
        range,
        end.<Long>getAccumulatorResult(RowComparisonFunction.EQUAL),
        end.<Long>getAccumulatorResult(RowDiff.Kind.DIFFERENT.name()),
        end.<Long>getAccumulatorResult(RowDiff.Kind.MISSING.name()),
        end.<Long>getAccumulatorResult(RowDiff.Kind.EXTRA.name()),
        differences);
  }
}
