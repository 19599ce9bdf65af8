package io.tidemark.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.benchmarks.BenchmarkSuite.AnswerKind;
import io.tidemark.benchmarks.batch.DuckDbBatchContestant;
import io.tidemark.benchmarks.contestant.ContestantTask;
import io.tidemark.benchmarks.workload.BenchmarkProperties;
import io.tidemark.benchmarks.workload.BenchmarkWorkload;
import io.tidemark.benchmarks.workload.EventGenerator;
import io.tidemark.benchmarks.workload.FeatureWindow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnswersAgreeTest {

  private static final BenchmarkWorkload WORKLOAD =
      new BenchmarkWorkload(
          "six", FeatureWindow.parse("1min,1h,7d"), new EventGenerator(5_000, 20, true, 60_000));

  @TempDir private Path dir;

  @Test
  void theReferenceLoopComesToWhatSqlSays() throws Exception {
    writeEvents(dir.resolve("warehouse/bench/activity/data"));
    BenchmarkProperties outcome =
        new DuckDbBatchContestant()
            .run(new ContestantTask(dir, WORKLOAD, BenchmarkProperties.none()));
    SuiteEntry entry = SuiteEntry.java("duckdb", "duckdb-batch", WORKLOAD, "none");

    assertThat(new AnswerReader(AnswerKind.PER_EVENT).read(entry, outcome, dir))
        .isEqualTo(new AnswerOracle(AnswerKind.PER_EVENT).of(WORKLOAD));
  }

  private static void writeEvents(Path directory) throws SQLException, IOException {
    Files.createDirectories(directory);
    EventGenerator events = WORKLOAD.events();
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:")) {
      connection
          .createStatement()
          .execute("CREATE TABLE e (id VARCHAR, ms BIGINT, customer_id BIGINT, amount DOUBLE)");
      try (PreparedStatement insert =
          connection.prepareStatement("INSERT INTO e VALUES (?, ?, ?, ?)")) {
        for (long number = 0; number < events.count(); number++) {
          insert.setString(1, Long.toString(number));
          insert.setLong(2, events.time(number));
          insert.setLong(3, events.customer(number));
          insert.setDouble(4, events.amount(number));
          insert.addBatch();
        }
        insert.executeBatch();
      }
      connection
          .createStatement()
          .execute(
              "COPY (SELECT id AS event_id, make_timestamptz(ms * 1000) AS event_time,"
                  + " customer_id, amount FROM e) TO '"
                  + directory.resolve("events.parquet")
                  + "' (FORMAT parquet)");
    }
  }
}
