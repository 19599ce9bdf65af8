package io.tidemark.benchmarks;

import io.tidemark.benchmarks.Entry.Kind;
import io.tidemark.benchmarks.Entry.Program;
import io.tidemark.benchmarks.Suite.AnswerKind;
import io.tidemark.benchmarks.flink.Pace;
import io.tidemark.benchmarks.workload.Events;
import io.tidemark.benchmarks.workload.Span;
import io.tidemark.benchmarks.workload.Workload;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;

/** All suites, by the name that the command takes. */
final class Suites {

  static final long DEFAULT_EVENTS = 3_000_000;

  private static final int CUSTOMERS = 230;
  private static final int MANY_CUSTOMERS = 100_000;

  /** 3,000,000 events in 182 days. */
  private static final long GAP_MILLIS = 5_241;

  private static final String HEAP = "2g";

  /** Of Flink SQL in streaming: it is that much slower, and rows a second are compared. */
  private static final int SLOWER = 10;

  private static final int SLOWER_ON_ROCKSDB = 40;

  private static final Map<String, LongFunction<Suite>> ALL =
      Map.of(
          "stream", Suites::stream,
          "rocksdb", Suites::rocksdb,
          "batch", Suites::batch,
          "grid", Suites::grid,
          "growth", Suites::growth,
          "state", Suites::state);

  private Suites() {}

  static List<String> names() {
    return ALL.keySet().stream().sorted().toList();
  }

  static boolean has(String name) {
    return ALL.containsKey(name);
  }

  static Suite named(String name, long events) {
    return ALL.get(name).apply(events);
  }

  private static Suite stream(long events) {
    Workload six = base("six", "1h,1d,7d", events);
    Workload twenty = base("twenty", "1min,1h,1d,30d", events);
    return new Suite(
        "stream",
        "STREAMING, heap state, exactly-once checkpoints every 10 s, into Iceberg; parallelism 2",
        AnswerKind.PER_EVENT,
        List.of(
            Entry.java("tidemark", "tidemark-stream", six, HEAP),
            Entry.java("flink-sql", "flink-sql-stream", six, HEAP).withEvents(events / SLOWER),
            Entry.java("tidemark-20", "tidemark-stream", twenty, HEAP)),
        List.of(
            new Gate("tidemark", "flink-sql", 10), new Gate("tidemark-20", "tidemark", 1.0 / 3)));
  }

  private static Suite rocksdb(long events) {
    Workload six = base("six", "1h,1d,7d", events);
    return new Suite(
        "rocksdb",
        "as stream, state in RocksDB, three windows",
        AnswerKind.PER_EVENT,
        List.of(
            onRocksDb(Entry.java("tidemark", "tidemark-stream", six, HEAP)),
            onRocksDb(
                Entry.java("flink-sql", "flink-sql-stream", six, HEAP)
                    .withEvents(events / SLOWER_ON_ROCKSDB))),
        List.of(new Gate("tidemark", "flink-sql", 10)));
  }

  private static Suite batch(long events) {
    Workload six = base("six", "1h,1d,7d", events);
    Entry spark = Entry.of("spark", new Program(Kind.SPARK, "spark"), six, HEAP);
    Entry polars = Entry.of("polars", new Program(Kind.PYTHON, "polars_batch.py"), six, "none");
    return new Suite(
        "batch",
        "BATCH, from the event table to the feature table; two threads; all of it but the JVM's start",
        AnswerKind.PER_EVENT,
        List.of(
            reading(Entry.java("tidemark", "tidemark-batch", six, HEAP)),
            reading(spark),
            reading(Entry.java("duckdb", "duckdb-batch", six, HEAP)),
            reading(polars),
            Entry.java("plain-loop", "plain-loop", six, HEAP)),
        List.of());
  }

  private static Suite grid(long events) {
    Workload hourly = base("hourly", "1d", events);
    return new Suite(
        "grid",
        "a row each hour, window of 1 d; tidemark and jet live, without a table for jet; the others BATCH, from table to table",
        AnswerKind.PER_HOUR,
        List.of(
            Entry.java("tidemark", "tidemark-stream", hourly, HEAP),
            reading(Entry.java("tidemark-batch", "tidemark-batch", hourly, HEAP)),
            Entry.java("jet", "jet-grid", hourly, HEAP),
            reading(Entry.java("flink-sql", "flink-sql-grid", hourly, HEAP))),
        List.of(new Gate("tidemark", "jet", 1), new Gate("tidemark-batch", "flink-sql", 10)));
  }

  private static Suite growth(long events) {
    Workload month = base("month", "30d", events);
    Workload minute = base("minute", "1min", events);
    Workload many = crowded("month", CUSTOMERS, events / 3);
    Workload one = crowded("month", 1, events / 3);
    Workload huge = crowded("month", 1, events * 10 / 3);
    return new Suite(
        "growth",
        "Tidemark alone: long windows, full windows, one customer with all events",
        AnswerKind.PER_EVENT,
        List.of(
            Entry.java("window-1min", "tidemark-stream", minute, HEAP),
            Entry.java("window-30d", "tidemark-stream", month, HEAP),
            Entry.java("many-stream", "tidemark-stream", many, HEAP),
            Entry.java("one-stream", "tidemark-stream", one, HEAP),
            reading(Entry.java("many-batch", "tidemark-batch", many, HEAP)),
            reading(Entry.java("one-batch", "tidemark-batch", one, HEAP)),
            reading(Entry.java("one-huge-batch", "tidemark-batch", huge, "1g"))),
        List.of(
            new Gate("window-30d", "window-1min", 0.8),
            new Gate("one-stream", "many-stream", 0.5),
            new Gate("one-batch", "many-batch", 0.5)));
  }

  private static Suite state(long events) {
    Workload bulky =
        new Workload(
            "bulky",
            List.of(Span.MONTH),
            new Events(events, MANY_CUSTOMERS, false, monthGap(events)));
    return new Suite(
        "state",
        "Tidemark alone, RocksDB with incremental checkpoints: all events, 400 bytes each, stay in"
            + " the window",
        AnswerKind.PER_EVENT,
        List.of(
            onRocksDb(Entry.java("tidemark", "tidemark-stream", bulky, HEAP))
                .with(Assignment.FLINK + "execution.checkpointing.incremental", true)
                .with(Pace.SHOWN, true)),
        List.of());
  }

  private static long monthGap(long events) {
    return Math.max(1, Math.min(GAP_MILLIS, Span.MONTH.millis() / Math.max(1, events)));
  }

  /** All events lie in one window of 30 days, or as many of them as come in 30 days. */
  private static Workload crowded(String pipeline, int customers, long events) {
    return new Workload(
        pipeline,
        List.of(Span.MONTH),
        new Events(events, customers, customers > 1, monthGap(events)));
  }

  private static Entry reading(Entry entry) {
    return entry.forHistory().with(PreparedLakes.NEEDED, true);
  }

  private static Entry onRocksDb(Entry entry) {
    return entry
        .with(Assignment.FLINK + "state.backend.type", "rocksdb")
        .with(Assignment.FLINK + "taskmanager.memory.managed.size", "512m");
  }

  private static Workload base(String pipeline, String spans, long events) {
    return new Workload(
        pipeline, Span.parse(spans), new Events(events, CUSTOMERS, true, GAP_MILLIS));
  }
}
