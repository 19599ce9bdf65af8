package io.tidemark.benchmarks.batch;

import io.tidemark.benchmarks.contestant.BenchmarkContestant;
import io.tidemark.benchmarks.contestant.ContestantTask;
import io.tidemark.benchmarks.contestant.ElapsedTime;
import io.tidemark.benchmarks.workload.BenchmarkProperties;
import io.tidemark.benchmarks.workload.FeatureWindow;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;

/** Contestant DuckDB: from the Parquet files of the event table to one Parquet file of features. */
public final class DuckDbBatchContestant implements BenchmarkContestant {

  @Override
  public BenchmarkProperties run(ContestantTask assignment) throws Exception {
    Path events = assignment.lake().resolve("warehouse/bench/activity/data/**/*.parquet");
    Path answers = assignment.dir().resolve("spending.parquet");
    long begin = System.nanoTime();
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute("SET threads = 2");
      statement.execute("SET memory_limit = '2GB'");
      statement.execute("SET temp_directory = '" + assignment.dir().resolve("spill") + "'");
      statement.execute("SET preserve_insertion_order = false");
      statement.execute(
          "COPY (%s) TO '%s' (FORMAT parquet, COMPRESSION zstd)"
              .formatted(query(events, assignment.workload().spans()), answers));
      return BenchmarkProperties.of(SECONDS, ElapsedTime.since(begin))
          .with(PARQUET, answers)
          .with("duckdb", connection.getMetaData().getDatabaseProductVersion());
    }
  }

  private static String query(Path events, List<FeatureWindow> spans) {
    StringBuilder features = new StringBuilder();
    StringBuilder windows = new StringBuilder();
    for (FeatureWindow span : spans) {
      String window = "w_" + span.label();
      features.append(", count(*) OVER ").append(window).append(" AS ").append(span.count());
      features.append(", sum(amount) OVER ").append(window).append(" AS ").append(span.sum());
      windows.append(windows.isEmpty() ? " WINDOW " : ", ").append(window).append(over(span));
    }
    return "SELECT customer_id, event_time, event_id"
        + features
        + " FROM read_parquet('"
        + events
        + "', hive_partitioning = false)"
        + windows;
  }

  private static String over(FeatureWindow span) {
    return " AS (PARTITION BY customer_id ORDER BY event_time RANGE BETWEEN INTERVAL "
        + span.interval()
        + " PRECEDING AND CURRENT ROW)";
  }
}
