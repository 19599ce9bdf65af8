package io.tidemark.feature;

import io.tidemark.definition.FeatureSet;
import io.tidemark.definition.parser.FeatureSetBuilder;
import io.tidemark.definition.parser.PipelineBuilder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;

/**
 * One run of a {@link FeatureOperator} in a mini cluster, from a {@link ScriptedEventSource} to a
 * savepoint.
 */
final class FeatureOperatorHarness {

  private static final Map<String, FeatureOperatorHarness> RUNS = new ConcurrentHashMap<>();

  /** Rows at events: how many there are, and within a second. */
  static final FeatureSet AT_EVENTS =
      set(f -> f.aggregate("n", "count(*)").aggregate("n_1s", "count(*)", a -> a.window("1 s")));

  /** Rows at each second: how many there are within three seconds, and within one. */
  static final FeatureSet AT_SECONDS =
      set(
          f ->
              f.trigger("every 1 s")
                  .aggregate("n", "count(*)", a -> a.window("3 s"))
                  .aggregate("n_1s", "count(*)", a -> a.window("1 s")));

  private static FeatureSet set(Consumer<FeatureSetBuilder> features) {
    return PipelineBuilder.named("shop").stream(
            "activity",
            s ->
                s.topic("shop.activity")
                    .column("event_id", "STRING NOT NULL")
                    .column("occurred_at", "TIMESTAMP_LTZ(3) NOT NULL")
                    .column("customer_id", "BIGINT NOT NULL")
                    .id("event_id")
                    .time("occurred_at"))
        .features("customer", f -> features.accept(f.entity("customer_id").from("activity")))
        .build()
        .featureSets()
        .get(0);
  }

  /** Less than the entities of the tests need: they come and go. */
  private static final MemorySize ROOM_FOR_FEW = new MemorySize(5_000);

  final CountDownLatch sent = new CountDownLatch(1);
  private final FeatureSet set;
  private final String id = UUID.randomUUID().toString();
  private final Queue<Row> rows = new ConcurrentLinkedQueue<>();
  private final Queue<Report> reports = new ConcurrentLinkedQueue<>();

  private FeatureOperatorHarness(FeatureSet set) {
    this.set = set;
    RUNS.put(id, this);
  }

  static FeatureOperatorHarness of(String id) {
    return RUNS.get(id);
  }

  record Row(long customer, long time, String id, long n, long inTheLastSecond) {}

  record Report(long checkpoint, int subtask, long watermark, int parallelism) {}

  /** The operator's output, and the savepoint to go on from. */
  record Outcome(List<Row> rows, List<Report> reports, String savepoint) {}

  /**
   * Plays the script and stops.
   *
   * @param complete whether the input is declared complete
   * @param restore savepoint to begin with; null for none
   */
  static Outcome play(
      Path dir,
      int parallelism,
      String restore,
      boolean complete,
      Consumer<ScriptedEventSource> script)
      throws Exception {
    return play(AT_EVENTS, dir, parallelism, restore, complete, script);
  }

  static Outcome play(
      FeatureSet set,
      Path dir,
      int parallelism,
      String restore,
      boolean complete,
      Consumer<ScriptedEventSource> script)
      throws Exception {
    FeatureOperatorHarness run = new FeatureOperatorHarness(set);
    try {
      ScriptedEventSource steps = new ScriptedEventSource(run.id);
      script.accept(steps);
      JobClient job = run.start(parallelism, restore, steps);
      if (!run.sent.await(60, TimeUnit.SECONDS)) {
        throw new AssertionError("the script was not played: " + job.getJobStatus().get());
      }
      String savepoint = stop(job, complete, dir);
      job.getJobExecutionResult().get();
      return run.outcome(savepoint);
    } finally {
      RUNS.remove(run.id);
    }
  }

  /** Asks until all tasks are running; a refused question leaves nothing behind. */
  private static String stop(JobClient job, boolean complete, Path dir) throws Exception {
    while (true) {
      try {
        return job.stopWithSavepoint(
                complete, dir.toUri().toString(), SavepointFormatType.CANONICAL)
            .get();
      } catch (ExecutionException e) {
        if (!e.getMessage().contains("Not all required tasks are currently running")) {
          throw e;
        }
      }
    }
  }

  private Outcome outcome(String savepoint) {
    List<Row> sorted = new ArrayList<>(rows);
    sorted.sort(
        Comparator.comparingLong(Row::time).thenComparing(Row::id).thenComparing(Row::customer));
    List<Report> inOrder = new ArrayList<>(reports);
    inOrder.sort(Comparator.comparingLong(Report::checkpoint).thenComparing(Report::subtask));
    return new Outcome(sorted, inOrder, savepoint);
  }

  private JobClient start(int parallelism, String restore, ScriptedEventSource steps)
      throws Exception {
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(settings(restore));
    env.setParallelism(parallelism);
    SlotPlan plan = SlotPlan.of(set);
    FeatureLayout layout = new FeatureLayout(set);
    SingleOutputStreamOperator<RowData> features =
        env.addSource(steps, InternalTypeInfo.of(new ProjectedLayout(set, plan.slots()).rowType()))
            .uid("script")
            .keyBy(new EntityKeySelector(layout.entityType()))
            .transform(
                "features",
                InternalTypeInfo.of(layout.rowType()),
                new FeatureOperator(set, plan, Long.MIN_VALUE, env.getConfiguration()))
            .uid("features");
    String run = id;
    features
        .filter(row -> of(run).rows.add(row(row)))
        .uid("rows")
        .sinkTo(new DiscardingSink<>())
        .uid("rows-end");
    features
        .getSideOutput(FeatureOperator.PROGRESS)
        .filter(report -> of(run).reports.add(report(report)))
        .uid("reports")
        .sinkTo(new DiscardingSink<>())
        .uid("reports-end");
    return env.executeAsync();
  }

  private static Configuration settings(String restore) {
    Configuration settings = new Configuration();
    settings.set(PipelineOptions.GENERIC_TYPES, false);
    settings.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
    settings.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    settings.set(FeatureOperator.IN_USE, ROOM_FOR_FEW);
    if (restore != null) {
      settings.set(StateRecoveryOptions.SAVEPOINT_PATH, restore);
    }
    return settings;
  }

  private static Row row(RowData row) {
    boolean atEvent = row.getArity() == 6;
    return new Row(
        row.getLong(0),
        row.getTimestamp(1, 3).getMillisecond(),
        atEvent ? row.getString(2).toString() : "",
        row.getLong(row.getArity() - 2),
        row.getLong(row.getArity() - 1));
  }

  private static Report report(RowData row) {
    return new Report(row.getLong(2), row.getInt(3), row.getLong(4), row.getInt(5));
  }
}
