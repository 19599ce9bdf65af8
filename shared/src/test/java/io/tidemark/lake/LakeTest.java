package io.tidemark.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tidemark.definition.TimePartitioning;
import io.tidemark.definition.UserException;
import io.tidemark.lake.live.ProgressRecord;
import io.tidemark.lake.read.TableReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LocalZonedTimestampType;
import org.apache.flink.table.types.logical.VarCharType;
import org.apache.iceberg.MetricsConfig;
import org.apache.iceberg.MetricsModes;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableUtil;
import org.apache.iceberg.UpdateProperties;
import org.apache.iceberg.flink.TableLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class LakeTest {

  @TempDir Path directory;

  private static final TableLayout LAYOUT = LakeFixture.layout(TimePartitioning.DAYS);

  @Test
  void createsATableAsItsLayoutSays() {
    try (Lake lake = LakeFixture.lake(directory)) {
      assertThat(lake.tables()).isEmpty();
      assertThat(lake.exists("customer_activity")).isFalse();

      Table table = lake.ensure(LAYOUT, Map.of("write.target-file-size-bytes", "1000000"));

      assertThat(lake.tables()).containsExactly("customer_activity");
      assertThat(TableUtil.formatVersion(table)).isEqualTo(2);
      assertThat(table.spec().fields().get(0).name()).isEqualTo("event_time_day");
      assertThat(table.schema().findField("customer_id").isRequired()).isTrue();
      assertThat(table.schema().findField("customer_id").doc()).isEqualTo("who");
      assertThat(table.schema().findField("event_id").doc()).isNull();
      assertThat(table.schema().findField("spend_30d").isOptional()).isTrue();
      assertThat(table.properties())
          .containsEntry("comment", "What a customer has been doing.")
          .containsEntry("write.parquet.compression-codec", "zstd")
          .containsEntry("flink.max-continuous-empty-commits", "1")
          .containsEntry("write.target-file-size-bytes", "1000000");
    }
  }

  @Test
  void leavesATableThatFitsAlone() {
    try (Lake lake = LakeFixture.lake(directory)) {
      lake.ensureAll(List.of(LAYOUT, ProgressRecord.LAYOUT));
      lake.ensureAll(List.of(LAYOUT, ProgressRecord.LAYOUT));
      assertThat(lake.tables()).containsExactly("customer_activity", "progress");
    }
  }

  @Test
  void everyFileTellsTheBoundsOfCoordinatesOrderAndTimeHoweverManyColumnsThereAre() {
    TableLayout wide = wide();
    try (Lake lake = LakeFixture.lake(directory)) {
      lake.ensureAll(List.of(wide));
      Table table = lake.table("wide");
      assertBounds(table);
      UpdateProperties earlier = table.updateProperties();
      table.properties().keySet().stream()
          .filter(key -> key.startsWith("write.metadata.metrics.") && !key.endsWith(".customer"))
          .forEach(earlier::remove);
      earlier.set("write.metadata.metrics.column.customer", "none").commit();

      lake.ensureAll(List.of(wide));
      assertThat(lake.table("wide").properties())
          .containsEntry("write.metadata.metrics.column._kafka_offset", "full")
          .containsEntry("write.metadata.metrics.column.customer", "none");
    }
  }

  private static TableLayout wide() {
    List<TableLayout.LayoutColumn> columns = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      columns.add(new TableLayout.LayoutColumn("c" + i, new BigIntType(), ""));
    }
    columns.add(new TableLayout.LayoutColumn("customer", new BigIntType(), ""));
    columns.add(new TableLayout.LayoutColumn("at", new LocalZonedTimestampType(3), ""));
    columns.add(new TableLayout.LayoutColumn("_kafka_topic", new VarCharType(100), ""));
    columns.add(new TableLayout.LayoutColumn("_kafka_offset", new BigIntType(), ""));
    return new TableLayout("wide", "", columns, TimePartitioning.DAYS, "at")
        .sortedBy(List.of("customer"));
  }

  private static void assertBounds(Table table) {
    MetricsConfig metrics = MetricsConfig.forTable(table);
    assertThat(metrics.columnMode("c119")).isEqualTo(MetricsModes.None.get());
    assertThat(metrics.columnMode("at")).isEqualTo(MetricsModes.Full.get());
    assertThat(metrics.columnMode("_kafka_topic")).isEqualTo(MetricsModes.Full.get());
    assertThat(metrics.columnMode("_kafka_offset")).isEqualTo(MetricsModes.Full.get());
    assertThat(metrics.columnMode("customer")).isNotEqualTo(MetricsModes.None.get());
  }

  @Test
  void listsEveryDifferenceAndCreatesNothing() {
    try (Lake lake = LakeFixture.lake(directory)) {
      lake.ensureAll(List.of(LAYOUT));
      LakeFixture.append(lake.table(LAYOUT.name()), LAYOUT, LakeFixture.day(0, 1, 1));
      TableLayout changed =
          new TableLayout(
              LAYOUT.name(),
              "",
              List.of(
                  new TableLayout.LayoutColumn("customer_id", new IntType(false), ""),
                  LAYOUT.columns().get(1),
                  new TableLayout.LayoutColumn(
                      "event_id", new VarCharType(true, VarCharType.MAX_LENGTH), ""),
                  new TableLayout.LayoutColumn("views_1h", new BigIntType(false), "")),
              TimePartitioning.HOURS,
              "event_time");

      UserException refusal =
          catchThrowableOfType(
              UserException.class, () -> lake.ensureAll(List.of(ProgressRecord.LAYOUT, changed)));

      assertThat(refusal.problems())
          .extracting(p -> p.what())
          .containsExactly(
              "column customer_id: has BIGINT NOT NULL, wants INT NOT NULL",
              "column event_id: has STRING NOT NULL, wants STRING",
              "column views_1h: is missing, wants BIGINT NOT NULL",
              "column spend_30d: has DOUBLE, wants no such column",
              "partitioning: has day(event_time), wants hour(event_time)");
      assertThat(lake.tables()).containsExactly("customer_activity");
    }
  }

  @Test
  void refusesColumnsInAnotherOrder() {
    try (Lake lake = LakeFixture.lake(directory)) {
      LakeFixture.append(lake.ensure(LAYOUT, Map.of()), LAYOUT, LakeFixture.day(0, 1, 1));
      lake.table(LAYOUT.name()).updateSchema().moveFirst("event_id").commit();
      UserException refusal =
          catchThrowableOfType(UserException.class, () -> lake.ensureAll(List.of(LAYOUT)));
      assertThat(refusal.problems()).hasSize(1);
      assertThat(refusal).hasMessageContaining("the order of the columns");
    }
  }

  @Test
  void namesTheTablesThereAreWhereOneIsMissing() {
    try (Lake lake = LakeFixture.lake(directory)) {
      lake.ensureAll(List.of(LAYOUT));
      UserException refusal =
          catchThrowableOfType(UserException.class, () -> lake.table("customers"));
      assertThat(refusal).hasMessageContaining("no table shop.customers");
      assertThat(refusal).hasMessageContaining("customer_activity");
    }
  }

  @Test
  void saysInOneProblemWhyACatalogDoesNotAnswerAndKeepsSecrets() throws Exception {
    Path notADirectory = Files.createFile(directory.resolve("file"));
    Map<String, String> catalog =
        Map.of(
            "catalog-impl", "org.apache.iceberg.jdbc.JdbcCatalog",
            "uri", "jdbc:nothing://bob:hunter2@db:5432/lake?password=s3cr3t",
            "jdbc.password", "pw",
            "warehouse", notADirectory.toString());

    UserException refusal =
        catchThrowableOfType(
            UserException.class, () -> Lake.open(LakeFixture.environment(catalog), "shop"));

    assertThat(refusal.problems()).hasSize(1);
    assertThat(refusal).hasMessageContaining("catalog lake: it does not answer");
    assertThat(refusal.getMessage()).doesNotContain("hunter2", "s3cr3t", "pw");
  }

  @Test
  @Timeout(20)
  void givesUpQuicklyWhereNobodyListens() {
    Map<String, String> catalog =
        Map.of("type", "rest", "uri", "http://127.0.0.1:1", "token", "s3cr3t");
    UserException refusal =
        catchThrowableOfType(
            UserException.class, () -> Lake.open(LakeFixture.environment(catalog), "shop"));
    assertThat(refusal).hasMessageContaining("it does not answer");
    assertThat(refusal.getMessage()).doesNotContain("s3cr3t");
  }

  @Test
  void wantsATypeOrAClass() {
    UserException neither =
        catchThrowableOfType(
            UserException.class, () -> Lake.open(LakeFixture.environment(Map.of()), "shop"));
    assertThat(neither).hasMessageContaining("neither type nor catalog-impl");
    UserException both =
        catchThrowableOfType(
            UserException.class,
            () ->
                Lake.open(
                    LakeFixture.environment(Map.of("type", "rest", "catalog-impl", "x.Y")),
                    "shop"));
    assertThat(both).hasMessageContaining("both given");
  }

  @Test
  void opensAHadoopCatalogByItsType() {
    Map<String, String> catalog =
        Map.of("type", "hadoop", "warehouse", directory.resolve("hadoop").toString());
    try (Lake lake = Lake.open(LakeFixture.environment(catalog), "shop")) {
      lake.ensureAll(List.of(LAYOUT));
      assertThat(lake.tables()).containsExactly("customer_activity");
    }
  }

  @Test
  void severalCommittersShareTheCatalogFile() throws Exception {
    int commits = 15;
    try (Lake lake = LakeFixture.lake(directory)) {
      ExecutorService threads = Executors.newFixedThreadPool(4);
      List<Future<Void>> results = new ArrayList<>();
      for (String name : List.of("views", "orders", "rejects", "late")) {
        TableLayout layout = LakeFixture.layout(name, TimePartitioning.DAYS);
        lake.ensureAll(List.of(layout));
        results.add(threads.submit(committer(lake.loader(name), layout, commits)));
      }
      for (Future<Void> result : results) {
        result.get();
      }
      threads.shutdown();
      assertThat(lake.tables())
          .allSatisfy(t -> assertThat(TableReport.countRows(lake.table(t))).isEqualTo(commits));
    }
  }

  private static Callable<Void> committer(TableLoader loader, TableLayout layout, int commits) {
    return () -> {
      loader.open();
      try (loader) {
        Table table = loader.loadTable();
        for (int i = 0; i < commits; i++) {
          LakeFixture.append(table, layout, LakeFixture.day(0, 1, 1));
        }
      }
      return null;
    };
  }
}
