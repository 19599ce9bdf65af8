package io.tidemark.backfill.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.backfill.BackfillFixture;
import io.tidemark.backfill.ForeignRowWriter;
import io.tidemark.backfill.maintenance.MaintenanceSettings.Task;
import io.tidemark.lake.Lake;
import io.tidemark.lake.TimeRange;
import io.tidemark.lake.ledger.HealLog;
import io.tidemark.lake.ledger.LateLedger;
import io.tidemark.lake.ledger.LateLedgerReader;
import io.tidemark.lake.ledger.StalePartitions;
import io.tidemark.lake.live.LatestLiveCheckpoint;
import io.tidemark.lake.live.RollBackAction;
import io.tidemark.lake.read.EventTimeBounds;
import io.tidemark.pipeline.PipelineTables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.MetadataColumns;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.types.TypeUtil;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Maintenance changes files and snapshots, and no row; it leaves alone what others still need. */
class MaintainJobIT {

  private static final int COMMITS = 9;

  @TempDir Path dir;
  private BackfillFixture past;

  /** Nine commits of a live job to the event table, each with some events of both days. */
  @BeforeEach
  void fill() {
    past = new BackfillFixture(dir);
    try (Lake lake = past.lake()) {
      lake.ensureAll(PipelineTables.of(BackfillFixture.SHOP));
      Table table = lake.table("activity");
      for (int commit = 1; commit <= COMMITS; commit++) {
        for (int day = 0; day < 2; day++) {
          ForeignRowWriter.append(table, event(commit, day), liveCommit(commit));
        }
      }
    }
  }

  private static Map<String, Object> event(int number, int day) {
    var time = BackfillFixture.day(day).plusSeconds(7_000 - number).atOffset(ZoneOffset.UTC);
    Map<String, Object> row = new HashMap<>();
    row.put("event_id", "e" + number + "-" + day);
    row.put("occurred_at", time);
    row.put("customer_id", (long) number % 4);
    row.put("event_time", time);
    row.put("_kafka_topic", "shop.activity");
    row.put("_kafka_partition", day);
    row.put("_kafka_offset", (long) number);
    row.put("_kafka_timestamp", time);
    return row;
  }

  private static Map<String, String> liveCommit(int checkpoint) {
    return Map.of(
        "flink.job-id", "live", "flink.max-committed-checkpoint-id", String.valueOf(checkpoint));
  }

  @Test
  void rowsStayAndFilesBecomeFewAndSorted() throws Exception {
    Set<String> before = rows("activity");
    MaintainJob.Result result = past.compact("activity", MaintenanceProgressListener.SILENT);
    assertThat(rows("activity")).isEqualTo(before).hasSize(2 * COMMITS);
    assertThat(result.before().files()).isEqualTo(2 * COMMITS);
    assertThat(result.filesIn()).isEqualTo(2);
    assertThat(result.after().files()).isEqualTo(2 + tail());
    assertThat(result.refused()).isZero();
    assertThat(result.before().manifests()).isEqualTo(2 * COMMITS);
    assertThat(result.after().manifests()).isEqualTo(1);
    try (Lake lake = past.lake()) {
      Table table = lake.table("activity");
      assertThat(files(table))
          .filteredOn(f -> f.recordCount() > 1)
          .hasSize(2)
          .allMatch(f -> f.sortOrderId() == table.sortOrder().orderId());
      assertThat(table.sortOrder().fields()).hasSize(2);
      for (DataFile file : files(table)) {
        assertThat(places(table, file)).isSorted();
      }
    }
  }

  /** Of the three newest commits of a live job, each of one file: a day each. */
  private static int tail() {
    return 3;
  }

  private static List<String> places(Table table, DataFile file) {
    List<String> places = new ArrayList<>();
    Schema columns =
        TypeUtil.join(
            table.schema().select("customer_id", "event_time"),
            new Schema(MetadataColumns.FILE_PATH));
    try (CloseableIterable<Record> rows = IcebergGenerics.read(table).project(columns).build()) {
      for (Record row : rows) {
        if (row.getField(MetadataColumns.FILE_PATH.name()).equals(file.location())) {
          places.add(row.getField("customer_id") + " " + row.getField("event_time"));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return places;
  }

  @Test
  void aSecondRunFindsNothingToDo() throws Exception {
    MaintenanceSettings settings = settings(Set.of(Task.COMPACT), Duration.ZERO);
    assertThat(past.maintain("activity", settings, MaintenanceProgressListener.SILENT).filesOut())
        .isPositive();
    assertThat(past.maintain("activity", settings, MaintenanceProgressListener.SILENT).filesOut())
        .isZero();
  }

  @Test
  void whatWasCommittedOfLateStaysForARestart() throws Exception {
    MaintainJob.Result result =
        past.maintain("activity", settings(Set.of(Task.COMPACT), Duration.ofDays(1)), silent());
    assertThat(result.filesOut()).isZero();
  }

  @Test
  void aLiveJobCanStillBeTakenBackToItsLastCheckpointButOne() throws Exception {
    past.compact("activity", MaintenanceProgressListener.SILENT);
    try (Lake lake = past.lake()) {
      assertThat(new RollBackAction(lake, List.of("activity")).to(COMMITS - 1)).hasSize(1);
      assertThat(LatestLiveCheckpoint.of(lake, List.of("activity")).checkpoint())
          .isEqualTo(COMMITS - 1);
    }
    assertThat(rows("activity")).hasSize(2 * COMMITS - 2);
  }

  @Test
  void aBackfillThatComesFirstWinsItsPartition() throws Exception {
    past.happened(BackfillFixture.days(0, 2));
    past.backfill(0, 2, "first");
    List<String> expected = past.rows();
    MaintenanceProgressListener backfillMeanwhile =
        new MaintenanceProgressListener() {
          @Override
          public void replacing(String table) {
            try {
              past.backfill(0, 1, "meanwhile");
            } catch (Exception e) {
              throw new IllegalStateException(e);
            }
          }
        };
    MaintainJob.Result result = past.compact("customer", backfillMeanwhile);
    assertThat(result.refused()).isEqualTo(1);
    assertThat(result.filesIn()).isEqualTo(1);
    assertThat(past.rows()).isEqualTo(expected);
  }

  @Test
  void rowsThatArriveMeanwhileStay() throws Exception {
    MaintenanceProgressListener appendMeanwhile =
        new MaintenanceProgressListener() {
          @Override
          public void replacing(String name) {
            try (Lake lake = past.lake()) {
              ForeignRowWriter.append(lake.table("activity"), event(99, 0), liveCommit(99));
            }
          }
        };
    past.compact("activity", appendMeanwhile);
    assertThat(rows("activity")).hasSize(2 * COMMITS + 1);
  }

  @Test
  void whatIsHealedStaysHealedAndWhatIsOpenStaysOpen() throws Exception {
    try (Lake lake = past.lake()) {
      lake.ensureAll(List.of(HealLog.LAYOUT));
      ForeignRowWriter.append(lake.table("customer"), featureRow(0), Map.of());
      ForeignRowWriter.append(lake.table("customer"), featureRow(1), Map.of());
      for (int i = 0; i < 6; i++) {
        ForeignRowWriter.append(
            lake.table(LateLedger.TABLE), lateEvent(0, "healed-" + i), liveCommit(1));
      }
      HealLog.of(lake).add("customer", day(0), stale(lake).ledger(), "heal");
      for (int i = 0; i < 6; i++) {
        ForeignRowWriter.append(
            lake.table(LateLedger.TABLE), lateEvent(1, "open-" + i), liveCommit(2 + i));
      }
      StalePartitions before = stale(lake);
      assertThat(before.starts()).containsExactly(BackfillFixture.day(1).toEpochMilli());

      MaintainJob.Result result =
          past.compact(LateLedger.TABLE, MaintenanceProgressListener.SILENT);

      assertThat(result.filesIn()).isEqualTo(2);
      StalePartitions after = stale(lake);
      assertThat(after.starts()).isEqualTo(before.starts());
      assertThat(after.entries()).isEqualTo(before.entries());
    }
  }

  private static TimeRange day(int day) {
    return new TimeRange("event_time", BackfillFixture.day(day), BackfillFixture.day(day + 1));
  }

  private static StalePartitions stale(Lake lake) {
    TimeRange span =
        EventTimeBounds.before(lake.table("customer"), "event_time", Long.MAX_VALUE).get();
    return LateLedgerReader.stale(lake, "customer", Duration.ofDays(1).toMillis(), span);
  }

  private static Map<String, Object> featureRow(int day) {
    return Map.of(
        "customer_id",
        1L,
        "event_time",
        BackfillFixture.day(day).plusSeconds(60).atOffset(ZoneOffset.UTC),
        "event_id",
        "row",
        "event_stream",
        "activity",
        "n",
        1L,
        "n_1h",
        1L);
  }

  private static Map<String, Object> lateEvent(int day, String id) {
    var time = BackfillFixture.day(day).plusSeconds(60).atOffset(ZoneOffset.UTC);
    Map<String, Object> row = new HashMap<>();
    row.put("feature_set", "customer");
    row.put("entity", Map.of("customer_id", "1"));
    row.put("event_time", time);
    row.put("stream", "activity");
    row.put("event_id", id);
    row.put("_kafka_partition", 0);
    row.put("_kafka_offset", 1L);
    row.put("stale_from", time);
    row.put("stale_to", time.plusSeconds(1));
    row.put("final_up_to", time);
    return row;
  }

  @Test
  void snapshotsGoButForThoseThatARestartNeeds() throws Exception {
    past.compact("activity", MaintenanceProgressListener.SILENT);
    int last = COMMITS + 3;
    try (Lake lake = past.lake()) {
      for (int commit = COMMITS + 1; commit <= last; commit++) {
        ForeignRowWriter.append(lake.table("activity"), event(commit, 0), liveCommit(commit));
      }
    }
    Set<String> rows = rows("activity");
    long files = parquetFiles();
    MaintenanceSettings settings =
        new MaintenanceSettings(
            Set.of(Task.EXPIRE),
            Duration.ZERO,
            5,
            false,
            Optional.of(Duration.ZERO),
            OptionalInt.of(1),
            Duration.ofDays(5));
    MaintainJob.Result result = past.maintain("activity", settings, silent());
    assertThat(result.after().snapshots()).isEqualTo(3);
    assertThat(parquetFiles()).isEqualTo(files - (2 * COMMITS - tail()));
    assertThat(rows("activity")).isEqualTo(rows);
    try (Lake lake = past.lake()) {
      assertThat(new RollBackAction(lake, List.of("activity")).to(last - 1)).hasSize(1);
    }
  }

  @Test
  void oldFilesThatNothingNamesGoAndYoungOnesStay() throws Exception {
    Set<String> rows = rows("activity");
    Path data = dir.resolve("warehouse/shop/activity/data");
    Path old = Files.writeString(data.resolve("killed.parquet"), "12345");
    Path young = Files.writeString(data.resolve("under-way.parquet"), "12345");
    setAges(Duration.ofDays(30));
    Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(20))));
    Files.setLastModifiedTime(young, FileTime.from(Instant.now()));

    MaintainJob.Result result =
        past.maintain("activity", settings(Set.of(Task.ORPHANS), Duration.ZERO), silent());

    assertThat(result.orphans()).isEqualTo(1);
    assertThat(result.orphanBytes()).isEqualTo(5);
    assertThat(old).doesNotExist();
    assertThat(young).exists();
    assertThat(rows("activity")).isEqualTo(rows);
  }

  private void setAges(Duration age) throws IOException {
    try (Stream<Path> files = Files.walk(dir.resolve("warehouse"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(age)));
      }
    }
  }

  private static MaintenanceProgressListener silent() {
    return MaintenanceProgressListener.SILENT;
  }

  private static MaintenanceSettings settings(Set<Task> tasks, Duration settled) {
    return new MaintenanceSettings(
        tasks, settled, 5, false, Optional.empty(), OptionalInt.empty(), Duration.ofDays(5));
  }

  private long parquetFiles() throws IOException {
    try (Stream<Path> files = Files.walk(dir.resolve("warehouse/shop/activity/data"))) {
      return files.filter(f -> f.toString().endsWith(".parquet")).count();
    }
  }

  private Set<String> rows(String name) {
    try (Lake lake = past.lake()) {
      Set<String> rows = new TreeSet<>();
      records(lake.table(name)).forEach(r -> rows.add(r.copy().toString()));
      return rows;
    }
  }

  private static List<Record> records(Table table) {
    List<Record> rows = new ArrayList<>();
    try (CloseableIterable<Record> records = IcebergGenerics.read(table).build()) {
      records.forEach(rows::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return rows;
  }

  private static List<DataFile> files(Table table) {
    List<DataFile> files = new ArrayList<>();
    try (CloseableIterable<FileScanTask> tasks = table.newScan().planFiles()) {
      tasks.forEach(task -> files.add(task.file()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }
}
