package io.tidemark.benchmarks;

import io.tidemark.benchmarks.BenchmarkSuite.AnswerKind;
import io.tidemark.benchmarks.SuiteEntry.Kind;
import io.tidemark.benchmarks.SuiteEntry.Program;
import io.tidemark.benchmarks.contestant.ContestantTask;
import io.tidemark.benchmarks.flink.ThroughputTracker;
import io.tidemark.benchmarks.workload.BenchmarkWorkload;
import io.tidemark.benchmarks.workload.EventGenerator;
import io.tidemark.benchmarks.workload.FeatureWindow;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;

/** All {@link BenchmarkSuite}s, by the name that the command takes. */
final class SuiteRegistry {

  static final long DEFAULT_EVENTS = 3_000_000;

  private static final int CUSTOMERS = 230;
  private static final int MANY_CUSTOMERS = 100_000;

  /** 3,000,000 events in 182 days. */
  private static final long GAP_MILLIS = 5_241;

  private static final String HEAP = "2g";

  /** Of Flink SQL in streaming: it is that much slower, and rows a second are compared. */
  private static final int SLOWER = 10;

  private static final int SLOWER_ON_ROCKSDB = 40;

  private static final Map<String, LongFunction<BenchmarkSuite>> ALL =
      Map.of(
          "stream", SuiteRegistry::stream,
          "rocksdb", SuiteRegistry::rocksdb,
          "batch", SuiteRegistry::batch,
          "grid", SuiteRegistry::grid,
          "growth", SuiteRegistry::growth,
          "state", SuiteRegistry::state);

  private SuiteRegistry() {}

  static List<String> names() {
    return ALL.keySet().stream().sorted().toList();
  }

  static boolean has(String name) {
    return ALL.containsKey(name);
  }

  static BenchmarkSuite named(String name, long events) {
    return ALL.get(name).apply(events);
  }

  private static BenchmarkSuite stream(long events) {
    BenchmarkWorkload six = base("six", "1h,1d,7d", events);
    BenchmarkWorkload twenty = base("twenty", "1min,1h,1d,30d", events);
    return new BenchmarkSuite(
        "stream",
        "STREAMING, heap state, exactly-once checkpoints every 10 s, into Iceberg; parallelism 2",
        AnswerKind.PER_EVENT,
        List.of(
            SuiteEntry.java("tidemark", "tidemark-stream", six, HEAP),
            SuiteEntry.java("flink-sql", "flink-sql-stream", six, HEAP).withEvents(events / SLOWER),
            SuiteEntry.java("tidemark-20", "tidemark-stream", twenty, HEAP)),
        List.of(
            new ThroughputRule("tidemark", "flink-sql", 10),
            new ThroughputRule("tidemark-20", "tidemark", 1.0 / 3)));
  }

  private static BenchmarkSuite rocksdb(long events) {
    BenchmarkWorkload six = base("six", "1h,1d,7d", events);
    return new BenchmarkSuite(
        "rocksdb",
        "as stream, state in RocksDB, three windows",
        AnswerKind.PER_EVENT,
        List.of(
            onRocksDb(SuiteEntry.java("tidemark", "tidemark-stream", six, HEAP)),
            onRocksDb(
                SuiteEntry.java("flink-sql", "flink-sql-stream", six, HEAP)
                    .withEvents(events / SLOWER_ON_ROCKSDB))),
        List.of(new ThroughputRule("tidemark", "flink-sql", 10)));
  }

  private static BenchmarkSuite batch(long events) {
    BenchmarkWorkload six = base("six", "1h,1d,7d", events);
    SuiteEntry spark = SuiteEntry.of("spark", new Program(Kind.SPARK, "spark"), six, HEAP);
    SuiteEntry polars =
        SuiteEntry.of("polars", new Program(Kind.PYTHON, "polars_batch.py"), six, "none");
    return new BenchmarkSuite(
        "batch",
        "BATCH, from the event table to the feature table; two threads; all of it but the JVM's start",
        AnswerKind.PER_EVENT,
        List.of(
            reading(SuiteEntry.java("tidemark", "tidemark-batch", six, HEAP)),
            reading(spark),
            reading(SuiteEntry.java("duckdb", "duckdb-batch", six, HEAP)),
            reading(polars),
            SuiteEntry.java("plain-loop", "plain-loop", six, HEAP)),
        List.of());
  }

  private static BenchmarkSuite grid(long events) {
    BenchmarkWorkload hourly = base("hourly", "1d", events);
    return new BenchmarkSuite(
        "grid",
        "a row each hour, window of 1 d; tidemark and jet live, without a table for jet; the others BATCH, from table to table",
        AnswerKind.PER_HOUR,
        List.of(
            SuiteEntry.java("tidemark", "tidemark-stream", hourly, HEAP),
            reading(SuiteEntry.java("tidemark-batch", "tidemark-batch", hourly, HEAP)),
            SuiteEntry.java("jet", "jet-grid", hourly, HEAP),
            reading(SuiteEntry.java("flink-sql", "flink-sql-grid", hourly, HEAP))),
        List.of(
            new ThroughputRule("tidemark", "jet", 1),
            new ThroughputRule("tidemark-batch", "flink-sql", 10)));
  }

  private static BenchmarkSuite growth(long events) {
    BenchmarkWorkload month = base("month", "30d", events);
    BenchmarkWorkload minute = base("minute", "1min", events);
    BenchmarkWorkload many = crowded("month", CUSTOMERS, events / 3);
    BenchmarkWorkload one = crowded("month", 1, events / 3);
    BenchmarkWorkload huge = crowded("month", 1, events * 10 / 3);
    return new BenchmarkSuite(
        "growth",
        "Tidemark alone: long windows, full windows, one customer with all events",
        AnswerKind.PER_EVENT,
        List.of(
            SuiteEntry.java("window-1min", "tidemark-stream", minute, HEAP),
            SuiteEntry.java("window-30d", "tidemark-stream", month, HEAP),
            SuiteEntry.java("many-stream", "tidemark-stream", many, HEAP),
            SuiteEntry.java("one-stream", "tidemark-stream", one, HEAP),
            reading(SuiteEntry.java("many-batch", "tidemark-batch", many, HEAP)),
            reading(SuiteEntry.java("one-batch", "tidemark-batch", one, HEAP)),
            reading(SuiteEntry.java("one-huge-batch", "tidemark-batch", huge, "1g"))),
        List.of(
            new ThroughputRule("window-30d", "window-1min", 0.8),
            new ThroughputRule("one-stream", "many-stream", 0.5),
            new ThroughputRule("one-batch", "many-batch", 0.5)));
  }

  private static BenchmarkSuite state(long events) {
    BenchmarkWorkload bulky =
        new BenchmarkWorkload(
            "bulky",
            List.of(FeatureWindow.MONTH),
            new EventGenerator(events, MANY_CUSTOMERS, false, monthGap(events)));
    return new BenchmarkSuite(
        "state",
        "Tidemark alone, RocksDB with incremental checkpoints: all events, 400 bytes each, stay in"
            + " the window",
        AnswerKind.PER_EVENT,
        List.of(
            onRocksDb(SuiteEntry.java("tidemark", "tidemark-stream", bulky, HEAP))
                .with(ContestantTask.FLINK + "execution.checkpointing.incremental", true)
                .with(ThroughputTracker.SHOWN, true)),
        List.of());
  }

  private static long monthGap(long events) {
    return Math.max(1, Math.min(GAP_MILLIS, FeatureWindow.MONTH.millis() / Math.max(1, events)));
  }

  /** All events lie in one window of 30 days, or as many of them as come in 30 days. */
  private static BenchmarkWorkload crowded(String pipeline, int customers, long events) {
    return new BenchmarkWorkload(
        pipeline,
        List.of(FeatureWindow.MONTH),
        new EventGenerator(events, customers, customers > 1, monthGap(events)));
  }

  private static SuiteEntry reading(SuiteEntry entry) {
    return entry.forHistory().with(EventLakeCache.NEEDED, true);
  }

  private static SuiteEntry onRocksDb(SuiteEntry entry) {
    return entry
        .with(ContestantTask.FLINK + "state.backend.type", "rocksdb")
        .with(ContestantTask.FLINK + "taskmanager.memory.managed.size", "512m");
  }

  private static BenchmarkWorkload base(String pipeline, String spans, long events) {
    return new BenchmarkWorkload(
        pipeline,
        FeatureWindow.parse(spans),
        new EventGenerator(events, CUSTOMERS, true, GAP_MILLIS));
  }
}
