package io.tidemark.benchmarks.flink;

import io.tidemark.benchmarks.contestant.BenchmarkContestant;
import io.tidemark.benchmarks.contestant.ContestantTask;
import io.tidemark.benchmarks.workload.BenchmarkProperties;
import io.tidemark.benchmarks.workload.FeatureWindow;
import io.tidemark.definition.Environment;
import io.tidemark.lake.Lake;
import io.tidemark.lake.TableLayout;
import io.tidemark.lake.write.LakeSink;
import io.tidemark.pipeline.JobSettings;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Contestant Flink SQL in STREAMING. One OVER window is nested in another for each length, because
 * a streaming query may have only one; {@link SqlTables} has its input.
 */
public final class FlinkSqlStreamContestant implements BenchmarkContestant {

  @Override
  public BenchmarkProperties run(ContestantTask assignment) throws Exception {
    Environment environment = assignment.environment();
    List<FeatureWindow> spans = assignment.workload().spans();
    TableLayout table = BaseFeatureColumns.perEvent(spans);
    try (Lake lake = Lake.open(environment, "bench");
        StateSizeTracker state = StateSizeTracker.of(assignment)) {
      lake.ensure(table, Map.of());
      Configuration settings = JobSettings.streaming(environment, environment.checkpoints());
      settings.set(PipelineOptions.AUTO_GENERATE_UIDS, true);
      StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(settings);
      SqlTables tables = SqlTables.made(env, assignment.workload().events());
      new LakeSink(table, environment.parallelism())
          .append(lake, LastRowMeterOperator.before(tables.query(nested(spans))));
      JobTimeTracker tracker = new JobTimeTracker();
      env.execute();
      return tracker.streaming().with(state.facts()).with(TABLE, table.name());
    }
  }

  /** One query in another, a window each. */
  static String nested(List<FeatureWindow> spans) {
    String query = "SELECT event_id, event_time, customer_id, amount FROM events";
    StringBuilder features = new StringBuilder();
    for (FeatureWindow span : spans) {
      query =
          "SELECT *, COUNT(*) OVER w AS %s, SUM(amount) OVER w AS %s FROM (%s) WINDOW w AS (%s)"
              .formatted(span.count(), span.sum(), query, window(span));
      features.append(", ").append(span.count()).append(", ").append(span.sum());
    }
    return "SELECT customer_id, CAST(event_time AS TIMESTAMP_LTZ(3)), event_id"
        + features
        + " FROM ("
        + query
        + ")";
  }

  private static String window(FeatureWindow span) {
    return "PARTITION BY customer_id ORDER BY event_time RANGE BETWEEN INTERVAL "
        + span.interval()
        + " PRECEDING AND CURRENT ROW";
  }
}
