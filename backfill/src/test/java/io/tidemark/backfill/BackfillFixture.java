package io.tidemark.backfill;

import io.tidemark.backfill.maintenance.MaintainJob;
import io.tidemark.backfill.maintenance.MaintenanceProgressListener;
import io.tidemark.backfill.maintenance.MaintenanceSettings;
import io.tidemark.backfill.maintenance.MaintenanceSettings.Task;
import io.tidemark.definition.Environment;
import io.tidemark.definition.Pipeline;
import io.tidemark.definition.parser.PipelineBuilder;
import io.tidemark.event.EventLayout;
import io.tidemark.lake.Lake;
import io.tidemark.lake.write.LakeSink;
import io.tidemark.pipeline.JobSettings;
import io.tidemark.pipeline.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;

/**
 * Lake with events of the past and the pipeline that they belong to; runs {@link BackfillJob} and
 * {@link MaintainJob} on it.
 */
public record BackfillFixture(Path dir) {

  public static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
  public static final Pipeline SHOP =
      PipelineBuilder.named("shop").stream(
              "activity",
              s ->
                  s.topic("shop.activity")
                      .column("event_id", "STRING NOT NULL")
                      .column("occurred_at", "TIMESTAMP_LTZ(3) NOT NULL")
                      .column("customer_id", "BIGINT NOT NULL")
                      .id("event_id")
                      .time("occurred_at"))
          .features(
              "customer",
              f ->
                  f.entity("customer_id")
                      .from("activity")
                      .aggregate("n", "count(*)")
                      .aggregate("n_1h", "count(*)", a -> a.window("1 h")))
          .build();

  /** An event; its number is its id and its offset. */
  record Happening(int number, long customer, Instant time) {}

  /** Where its tables are; there is no Kafka. */
  public Environment environment() {
    return new Environment(
        Map.of("bootstrap.servers", "localhost:1"),
        "lake",
        Map.of(
            "catalog-impl",
            "org.apache.iceberg.jdbc.JdbcCatalog",
            "uri",
            "jdbc:sqlite:" + dir.resolve("catalog.db"),
            "warehouse",
            dir.resolve("warehouse").toString()),
        Optional.empty(),
        dir.resolve("checkpoints").toUri().toString(),
        Duration.ofSeconds(10),
        2,
        Environment.Delivery.AT_LEAST_ONCE,
        Optional.empty(),
        Map.of());
  }

  public Workspace workspace() {
    return workspace(SHOP);
  }

  /** Another pipeline over its tables. */
  Workspace workspace(Pipeline pipeline) {
    return new Workspace(pipeline, environment());
  }

  public Lake lake() {
    return workspace().openLake();
  }

  public static Instant day(int day) {
    return START.plus(Duration.ofDays(day));
  }

  /** Ten customers, each with an event every twenty minutes of those days. */
  public static List<Happening> days(int from, int to) {
    List<Happening> happenings = new ArrayList<>();
    for (int i = from * 720; i < to * 720; i++) {
      happenings.add(new Happening(i, i % 10, START.plusSeconds(120L * i)));
    }
    return happenings;
  }

  /** Puts events into the event table as if they had been ingested. */
  public void happened(List<Happening> happenings) throws Exception {
    EventLayout layout = new EventLayout(SHOP.stream("activity"));
    try (Lake lake = lake()) {
      lake.ensureAll(List.of(layout.table()));
      StreamExecutionEnvironment env =
          StreamExecutionEnvironment.getExecutionEnvironment(JobSettings.batch(environment()));
      List<RowData> rows = happenings.stream().map(BackfillFixture::row).toList();
      new LakeSink(layout.table(), 1)
          .append(
              lake, env.fromData(rows, InternalTypeInfo.of(layout.rowType())).uid("happenings"));
      env.execute();
    }
  }

  public BackfillJob.Result backfill(int fromDay, int toDay, String runId) throws Exception {
    return backfill(fromDay, toDay, runId, stage -> {});
  }

  public BackfillJob.Result backfill(
      int fromDay, int toDay, String runId, Consumer<BackfillJob.Stage> stages) throws Exception {
    return new BackfillJob(workspace(), stages)
        .run(SHOP.featureSets().get(0), day(fromDay), day(toDay), runId);
  }

  /** Compacts all files of a table that are settled: at once. */
  public MaintainJob.Result compact(String table, MaintenanceProgressListener progress)
      throws Exception {
    return maintain(
        table,
        new MaintenanceSettings(
            Set.of(Task.COMPACT),
            Duration.ZERO,
            1,
            true,
            Optional.empty(),
            OptionalInt.empty(),
            Duration.ofDays(5)),
        progress);
  }

  public MaintainJob.Result maintain(
      String table, MaintenanceSettings settings, MaintenanceProgressListener progress)
      throws Exception {
    MaintainJob job = new MaintainJob(workspace(), settings, progress);
    return job.run(job.tables(List.of(table)).get(0), "maintain-" + UUID.randomUUID());
  }

  /** All rows of the feature table, sorted. */
  public List<String> rows() throws IOException {
    List<String> texts = new ArrayList<>();
    try (Lake lake = lake();
        CloseableIterable<Record> rows = IcebergGenerics.read(lake.table("customer")).build()) {
      rows.forEach(row -> texts.add(text(row)));
    }
    texts.sort(null);
    return texts;
  }

  private static String text(Record row) {
    return "%s %s %s n=%s n_1h=%s"
        .formatted(
            row.getField("event_time"),
            row.getField("event_id"),
            row.getField("customer_id"),
            row.getField("n"),
            row.getField("n_1h"));
  }

  private static RowData row(Happening h) {
    TimestampData time = TimestampData.fromInstant(h.time());
    return GenericRowData.of(
        StringData.fromString("e" + h.number()),
        time,
        h.customer(),
        time,
        StringData.fromString("shop.activity"),
        0,
        (long) h.number(),
        time);
  }
}
