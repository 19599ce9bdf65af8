package io.tidemark.benchmarks.reads;

import io.tidemark.backfill.maintenance.MaintainJob;
import io.tidemark.backfill.maintenance.MaintenanceProgressListener;
import io.tidemark.backfill.maintenance.MaintenanceSettings;
import io.tidemark.backfill.maintenance.MaintenanceSettings.Task;
import io.tidemark.definition.Environment;
import io.tidemark.definition.Pipeline;
import io.tidemark.feature.FeatureLayout;
import io.tidemark.lake.Lake;
import io.tidemark.lake.TableLayout;
import io.tidemark.lake.write.LakeSink;
import io.tidemark.pipeline.JobSettings;
import io.tidemark.pipeline.Workspace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.iceberg.Table;
import org.apache.iceberg.UpdateProperties;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Measures how much of a table is read for one customer's history out of a year of rows ({@link
 * FeatureRowGenerator}), before and after maintenance.
 */
@Command(
    name = "history",
    description = "Bytes that a query for one customer reads, before and after maintenance.",
    mixinStandardHelpOptions = true)
public final class HistoryReadBenchmark implements Callable<Integer> {

  /** The last commits stay as they are. */
  private static final int TAIL = 3;

  @Option(names = "--dir", required = true, description = "An empty directory for the table.")
  private Path dir;

  @Option(names = "--days", defaultValue = "365", description = "Days of rows.")
  private long days;

  @Option(names = "--rows-per-day", defaultValue = "100000", description = "Rows a day.")
  private long rowsPerDay;

  @Option(names = "--customers", defaultValue = "20000", description = "Customers.")
  private long customers;

  @Option(names = "--commits", defaultValue = "12", description = "Commits, each with all days.")
  private int commits;

  @Option(names = "--set", paramLabel = "PROPERTY=VALUE", description = "Of the table.")
  private Map<String, String> properties = Map.of();

  private final Pipeline pipeline = FeatureRowGenerator.pipeline();
  private final TableLayout layout =
      new FeatureLayout(pipeline, pipeline.featureSets().get(0)).table();

  public static void main(String[] args) {
    Locale.setDefault(Locale.ROOT);
    System.exit(new CommandLine(new HistoryReadBenchmark()).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    FeatureRowGenerator rows = new FeatureRowGenerator(days, rowsPerDay, customers);
    try (Lake lake = workspace().openLake()) {
      lake.ensureAll(List.of(layout));
      Table table = lake.table(layout.name());
      UpdateProperties update = table.updateProperties();
      properties.forEach(update::set);
      update.commit();
      for (int commit = 0; commit < commits; commit++) {
        write(lake, rows, commit);
      }
      for (int commit = 0; commit < TAIL; commit++) {
        write(lake, new FeatureRowGenerator(1, 1, customers), 0);
      }
      measure(table, "as ingested");
      long start = System.nanoTime();
      maintain();
      System.out.printf("maintain: %.1f s%n", (System.nanoTime() - start) / 1e9);
      measure(table, "maintained");
    }
    return 0;
  }

  private Workspace workspace() {
    return new Workspace(
        pipeline,
        new Environment(
            Map.of(),
            "lake",
            Map.of(
                "type",
                "jdbc",
                "uri",
                "jdbc:sqlite:" + dir.resolve("catalog.db"),
                "warehouse",
                dir.resolve("warehouse").toString(),
                "io-impl",
                CountingFileIO.class.getName()),
            Optional.empty(),
            dir.resolve("checkpoints").toUri().toString(),
            Duration.ofSeconds(10),
            2,
            Environment.Delivery.AT_LEAST_ONCE,
            Optional.empty(),
            Map.of()));
  }

  /** Every so manieth row. */
  private void write(Lake lake, FeatureRowGenerator rows, int commit) throws Exception {
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(
            JobSettings.batch(workspace().environment()));
    long all = commits;
    DataStream<RowData> made =
        env.fromSequence(0, rows.count() / all)
            .uid("numbers")
            .map(n -> n * all + commit)
            .uid("of-commit")
            .filter(n -> n < rows.count())
            .uid("of-year")
            .map(rows)
            .returns(InternalTypeInfo.of(layout.rowType()))
            .uid("rows");
    new LakeSink(layout, 2).append(lake, made);
    env.execute();
  }

  private void maintain() throws Exception {
    MaintenanceSettings settings =
        new MaintenanceSettings(
            Set.of(Task.COMPACT),
            Duration.ZERO,
            5,
            false,
            Optional.empty(),
            OptionalInt.empty(),
            Duration.ofDays(5));
    new MaintainJob(workspace(), settings, MaintenanceProgressListener.SILENT)
        .run(layout, "maintain");
  }

  private void measure(Table table, String state) throws Exception {
    table.refresh();
    Map<String, String> summary = table.currentSnapshot().summary();
    long size = Long.parseLong(summary.get("total-files-size"));
    System.out.printf(
        "%s: %s rows, %s files, %,d bytes%n",
        state, summary.get("total-records"), summary.get("total-data-files"), size);
    for (String[] columns : new String[][] {{"*"}, {"event_time", "f0", "f1"}}) {
      read(table, Expressions.equal("customer_id", customers / 3), columns, size);
    }
    read(table, Expressions.alwaysTrue(), new String[] {"*"}, size);
  }

  private static void read(Table table, Expression filter, String[] columns, long size)
      throws Exception {
    CountingFileIO.take();
    long start = System.nanoTime();
    long rows = 0;
    var scan = IcebergGenerics.read(table).where(filter);
    try (CloseableIterable<Record> records =
        (columns[0].equals("*") ? scan : scan.select(columns)).build()) {
      for (Record ignored : records) {
        rows++;
      }
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    CountingFileIO.Read read = CountingFileIO.take();
    System.out.printf(
        "  %-22s %-16s %,12d rows %,8d files opened %,14d bytes, %7.3f %% of all, %6.2f s%n",
        filter == Expressions.alwaysTrue() ? "all rows" : "one customer",
        String.join(",", columns),
        rows,
        read.files(),
        read.bytes(),
        100.0 * read.bytes() / size,
        seconds);
  }
}
