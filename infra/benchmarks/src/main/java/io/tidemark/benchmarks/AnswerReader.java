package io.tidemark.benchmarks;

import io.tidemark.benchmarks.BenchmarkSuite.AnswerKind;
import io.tidemark.benchmarks.contestant.BenchmarkContestant;
import io.tidemark.benchmarks.workload.AnswerChecksum;
import io.tidemark.benchmarks.workload.AnswerSummary;
import io.tidemark.benchmarks.workload.BenchmarkProperties;
import io.tidemark.benchmarks.workload.EventGenerator;
import io.tidemark.benchmarks.workload.GridLoopOracle;
import io.tidemark.definition.parser.EnvironmentFile;
import io.tidemark.lake.Lake;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.io.CloseableIterable;

/**
 * Reads the answers of a contestant with DuckDB, after the measured time, as an {@link
 * AnswerSummary}.
 */
final class AnswerReader {

  static final String NAMESPACE = "bench";

  private final AnswerKind kind;

  AnswerReader(AnswerKind kind) {
    this.kind = kind;
  }

  /**
   * The answers.
   *
   * @param lake directory of the lake that the contestant wrote to
   */
  AnswerSummary read(SuiteEntry entry, BenchmarkProperties outcome, Path lake)
      throws SQLException, IOException {
    if (outcome.find(BenchmarkContestant.CHECKSUM).isPresent()) {
      return new AnswerSummary(
          outcome.number(BenchmarkContestant.ROWS), outcome.number(BenchmarkContestant.CHECKSUM));
    }
    List<String> files =
        outcome.find(BenchmarkContestant.PARQUET).isPresent()
            ? List.of(outcome.text(BenchmarkContestant.PARQUET))
            : filesOf(outcome.text(BenchmarkContestant.TABLE), lake);
    return query(AnswerChecksum.sql(relation(files, entry), entry.workload().spans()));
  }

  private String relation(List<String> files, SuiteEntry entry) {
    String parquet = "read_parquet(['" + String.join("','", files) + "'])";
    return switch (kind) {
      case PER_EVENT -> parquet;
      case PER_HOUR ->
          "(SELECT *, (epoch_ms(event_time) - %d) // %d AS event_id FROM %s WHERE epoch_ms(event_time) <= %d)"
              .formatted(
                  EventGenerator.BEGIN,
                  GridLoopOracle.STEP,
                  parquet,
                  entry.workload().events().lastHour());
    };
  }

  private static List<String> filesOf(String table, Path dir) throws IOException {
    List<String> files = new ArrayList<>();
    try (Lake lake = Lake.open(EnvironmentFile.embedded(dir), NAMESPACE);
        CloseableIterable<FileScanTask> tasks = lake.table(table).newScan().planFiles()) {
      tasks.forEach(task -> files.add(task.file().location().replaceFirst("^file:", "")));
    }
    return files;
  }

  private static AnswerSummary query(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        ResultSet result = connection.createStatement().executeQuery(sql)) {
      result.next();
      return new AnswerSummary(result.getLong(1), result.getLong(2));
    }
  }
}
