package io.tidemark.benchmarks;

import io.tidemark.benchmarks.batch.DuckDbBatchContestant;
import io.tidemark.benchmarks.contestant.BenchmarkContestant;
import io.tidemark.benchmarks.contestant.ContestantTask;
import io.tidemark.benchmarks.contestant.ElapsedTime;
import io.tidemark.benchmarks.flink.EventTableWriter;
import io.tidemark.benchmarks.flink.FlinkSqlGridContestant;
import io.tidemark.benchmarks.flink.FlinkSqlStreamContestant;
import io.tidemark.benchmarks.flink.TidemarkBatchContestant;
import io.tidemark.benchmarks.flink.TidemarkStreamContestant;
import io.tidemark.benchmarks.grid.JetGridContestant;
import io.tidemark.benchmarks.workload.AnswerSummary;
import io.tidemark.benchmarks.workload.BenchmarkProperties;
import io.tidemark.benchmarks.workload.PlainLoopOracle;
import java.util.Map;

/**
 * Contestants that run in a Java process of this module, by the names that a {@link SuiteEntry}
 * uses.
 */
final class ContestantRegistry {

  private static final Map<String, BenchmarkContestant> ALL =
      Map.ofEntries(
          Map.entry("plain-loop", ContestantRegistry::plainLoop),
          Map.entry("tidemark-stream", new TidemarkStreamContestant()),
          Map.entry("flink-sql-stream", new FlinkSqlStreamContestant()),
          Map.entry("flink-sql-grid", new FlinkSqlGridContestant()),
          Map.entry("jet-grid", new JetGridContestant()),
          Map.entry("event-table", new EventTableWriter()),
          Map.entry("tidemark-batch", new TidemarkBatchContestant()),
          Map.entry("duckdb-batch", new DuckDbBatchContestant()));

  private ContestantRegistry() {}

  static BenchmarkContestant named(String name) {
    BenchmarkContestant contestant = ALL.get(name);
    if (contestant == null) {
      throw new IllegalArgumentException("no contestant " + name);
    }
    return contestant;
  }

  private static BenchmarkProperties plainLoop(ContestantTask assignment) {
    PlainLoopOracle loop =
        new PlainLoopOracle(assignment.workload().events(), assignment.workload().spans()).load();
    long begin = System.nanoTime();
    AnswerSummary answers = loop.run();
    return BenchmarkProperties.of(BenchmarkContestant.SECONDS, ElapsedTime.since(begin))
        .with(BenchmarkContestant.ROWS, answers.rows())
        .with(BenchmarkContestant.CHECKSUM, answers.checksum());
  }
}
