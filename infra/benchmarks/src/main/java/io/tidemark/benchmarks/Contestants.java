package io.tidemark.benchmarks;

import io.tidemark.benchmarks.batch.DuckDbBatch;
import io.tidemark.benchmarks.flink.EventTable;
import io.tidemark.benchmarks.flink.FlinkSqlGrid;
import io.tidemark.benchmarks.flink.FlinkSqlStream;
import io.tidemark.benchmarks.flink.TidemarkBatch;
import io.tidemark.benchmarks.flink.TidemarkStream;
import io.tidemark.benchmarks.grid.JetGrid;
import io.tidemark.benchmarks.workload.Answers;
import io.tidemark.benchmarks.workload.PlainLoop;
import java.util.Map;

/** All who run in a Java process of this module, by the name that suites use. */
final class Contestants {

  private static final Map<String, Contestant> ALL =
      Map.ofEntries(
          Map.entry("plain-loop", Contestants::plainLoop),
          Map.entry("tidemark-stream", new TidemarkStream()),
          Map.entry("flink-sql-stream", new FlinkSqlStream()),
          Map.entry("flink-sql-grid", new FlinkSqlGrid()),
          Map.entry("jet-grid", new JetGrid()),
          Map.entry("event-table", new EventTable()),
          Map.entry("tidemark-batch", new TidemarkBatch()),
          Map.entry("duckdb-batch", new DuckDbBatch()));

  private Contestants() {}

  static Contestant named(String name) {
    Contestant contestant = ALL.get(name);
    if (contestant == null) {
      throw new IllegalArgumentException("no contestant " + name);
    }
    return contestant;
  }

  private static Facts plainLoop(Assignment assignment) {
    PlainLoop loop =
        new PlainLoop(assignment.workload().events(), assignment.workload().spans()).load();
    long begin = System.nanoTime();
    Answers answers = loop.run();
    return Facts.of(Contestant.SECONDS, Seconds.since(begin))
        .with(Contestant.ROWS, answers.rows())
        .with(Contestant.CHECKSUM, answers.checksum());
  }
}
