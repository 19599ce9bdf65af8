package io.tidemark.benchmarks.flink;

import io.tidemark.benchmarks.contestant.BenchmarkContestant;
import io.tidemark.benchmarks.contestant.ContestantTask;
import io.tidemark.benchmarks.workload.BenchmarkProperties;
import io.tidemark.benchmarks.workload.FeatureWindow;
import io.tidemark.lake.Lake;
import io.tidemark.lake.TableLayout;
import io.tidemark.lake.write.LakeSink;
import io.tidemark.pipeline.JobSettings;
import io.tidemark.pipeline.Workspace;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Contestant Flink SQL in BATCH with a HOP window, from the event table to a table of its own;
 * {@link SqlTables} has its input.
 */
public final class FlinkSqlGridContestant implements BenchmarkContestant {

  private static final String QUERY =
      """
      SELECT customer_id, CAST(window_end AS TIMESTAMP_LTZ(3)), COUNT(*), SUM(amount)
      FROM TABLE(HOP(TABLE events, DESCRIPTOR(event_time), INTERVAL '1' HOUR, INTERVAL '1' DAY))
      GROUP BY customer_id, window_start, window_end
      """;

  @Override
  public BenchmarkProperties run(ContestantTask assignment) throws Exception {
    JobTimeTracker tracker = new JobTimeTracker();
    Workspace workspace = PipelineResourceFiles.workspace(assignment);
    TableLayout table = BaseFeatureColumns.perHour(FeatureWindow.DAY);
    try (Lake lake = workspace.openLake()) {
      lake.ensure(table, Map.of());
      Configuration settings = JobSettings.batch(workspace.environment());
      settings.set(PipelineOptions.AUTO_GENERATE_UIDS, true);
      StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(settings);
      String events = workspace.pipeline().streams().get(0).name();
      SqlTables tables = SqlTables.stored(env, lake, events);
      new LakeSink(table, workspace.environment().parallelism()).append(lake, tables.query(QUERY));
      env.execute();
      return tracker.batch().with(TABLE, table.name());
    }
  }
}
