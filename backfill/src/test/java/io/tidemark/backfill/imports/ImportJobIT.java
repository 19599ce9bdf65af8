package io.tidemark.backfill.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.backfill.BackfillFixture;
import io.tidemark.backfill.audit.AuditJob;
import io.tidemark.backfill.audit.ImportAuditResult;
import io.tidemark.backfill.maintenance.MaintainJob;
import io.tidemark.backfill.maintenance.MaintenanceProgressListener;
import io.tidemark.backfill.maintenance.MaintenanceSettings;
import io.tidemark.definition.ImportDefinition;
import io.tidemark.definition.Pipeline;
import io.tidemark.definition.UserException;
import io.tidemark.definition.parser.PipelineBuilder;
import io.tidemark.event.EventLayout;
import io.tidemark.event.RejectLayout;
import io.tidemark.event.file.ImportFile;
import io.tidemark.lake.Lake;
import io.tidemark.lake.ledger.ImportLog;
import io.tidemark.lake.publish.ImportCommitter;
import io.tidemark.pipeline.PipelineTables;
import io.tidemark.pipeline.Workspace;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.FileIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files get into the event table once, whatever happens meanwhile. */
class ImportJobIT {

  private static final int ROWS = 1_000;
  private static final Pipeline SHOP =
      PipelineBuilder.named("shop").stream(
              "orders",
              s ->
                  s.topic("shop.orders")
                      .column("order_id", "STRING NOT NULL")
                      .column("ordered_at", "TIMESTAMP_LTZ(3) NOT NULL")
                      .column("customer_id", "BIGINT NOT NULL")
                      .column("price", "DECIMAL(10, 2)")
                      .column("quantity", "INT")
                      .id("order_id")
                      .time("ordered_at")
                      .maxBehind("30 d")
                      .files(
                          "old",
                          f ->
                              f.format("parquet")
                                  .column("no", "BIGINT")
                                  .column("ordered", "TIMESTAMP_LTZ(6)")
                                  .column("client", "INT")
                                  .column("amount", "STRING")
                                  .value("order_id", "'o-' || CAST(`no` AS STRING)")
                                  .value("ordered_at", "ordered")
                                  .value("customer_id", "client")
                                  .value("price", "CAST(amount AS DECIMAL(10, 2))"))
                      .files(
                          "lines",
                          f ->
                              f.format("json")
                                  .column("no", "BIGINT NOT NULL")
                                  .value("order_id", "CAST(`no` AS STRING)")
                                  .value("ordered_at", "TO_TIMESTAMP_LTZ(`no`, 3)")
                                  .value("customer_id", "`no`")))
          .build();
  private static final long ARRIVED = Instant.parse("2026-03-01T12:00:00Z").toEpochMilli();
  private static final ImportDefinition OLD = SHOP.findImport("old").orElseThrow();

  @TempDir Path dir;
  private Path files;

  @BeforeEach
  void makeFolder() throws IOException {
    files = Files.createDirectories(dir.resolve("files of 2019"));
  }

  private Workspace workspace() {
    return new Workspace(SHOP, new BackfillFixture(dir).environment());
  }

  /** A thousand orders, from that number on, a minute apart; every tenth without a customer. */
  private Path parquet(String name, int first) throws Exception {
    Path file = files.resolve(name);
    try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duckDb.createStatement()) {
      statement.execute(
          """
          COPY (SELECT n AS "no", TIMESTAMP '2019-01-01' + INTERVAL (n) MINUTE AS ordered,
            (CASE WHEN n %% 10 = 0 THEN NULL ELSE n %% 7 END)::INTEGER AS client,
            CASE WHEN n %% 100 = 1 THEN 'free' ELSE (n / 100.0)::DECIMAL(9, 2)::VARCHAR END AS amount
            FROM range(%d, %d) r(n)) TO '%s' (FORMAT parquet)
          """
              .formatted(first, first + ROWS, file));
    }
    return file;
  }

  private ImportResult run(ImportSettings settings) throws Exception {
    return new ImportJob(workspace(), settings, ImportProgressListener.SILENT)
        .run(OLD, List.of(files.toString()), "import-" + System.nanoTime());
  }

  private static ImportSettings eachFile() {
    return new ImportSettings(1, false);
  }

  private static ImportSettings atOnce() {
    return new ImportSettings(1, true);
  }

  private List<Record> rows(String table) throws IOException {
    List<Record> all = new ArrayList<>();
    try (Lake lake = workspace().openLake()) {
      if (lake.exists(table)) {
        try (CloseableIterable<Record> rows = IcebergGenerics.read(lake.table(table)).build()) {
          rows.forEach(all::add);
        }
      }
    }
    return all;
  }

  private long count(String table) throws IOException {
    return rows(table).size();
  }

  /** Of a thousand orders, a hundred have no customer, and ten more a price that is none. */
  private void assertImported(int ofFiles) throws IOException {
    assertThat(rows("orders").stream().map(r -> r.getField("order_id")).distinct())
        .hasSize(ofFiles * 890);
    assertThat(count("orders")).isEqualTo(ofFiles * 890);
    assertThat(count("rejects")).isEqualTo(ofFiles * 110);
    assertThat(audit().holds()).as(audit().toString()).isTrue();
    assertThat(audit().files()).isEqualTo(ofFiles);
  }

  private ImportAuditResult audit() {
    return new AuditJob(workspace()).imports().get(0);
  }

  @Test
  void recordsBecomeEventsOrRejectsWithTheirReasons() throws Exception {
    parquet("a.parquet", 0);
    Files.writeString(files.resolve("_SUCCESS"), "no data");
    ImportResult result = run(eachFile());
    assertThat(result.events()).isEqualTo(890);
    assertThat(result.rejects()).isEqualTo(110);
    assertThat(Instant.ofEpochMilli(result.firstTime())).isEqualTo("2019-01-01T00:02:00Z");
    assertThat(Instant.ofEpochMilli(result.lastTime())).isEqualTo("2019-01-01T16:39:00Z");
    assertImported(1);
    Record event =
        rows("orders").stream()
            .filter(r -> r.getField("order_id").equals("o-123"))
            .findFirst()
            .orElseThrow();
    assertThat(event.toString())
        .contains("o-123, 2019-01-01T02:03Z, 4, 1.23, null, 2019-01-01T02:03Z, file:")
        .contains("a.parquet, 1000000, 123, ");
    assertThat(rows("rejects").stream().map(ImportJobIT::reject).distinct())
        .contains(
            "MISSING_VALUE column customer_id has no value"
                + " {\"no\":10,\"ordered\":\"2019-01-01T00:10:00Z\",\"client\":null,\"amount\":\"0.10\"}")
        .anyMatch(r -> r.startsWith("FAILED_EXPRESSION") && r.contains("\"amount\":\"free\""));
  }

  private static String reject(Record row) {
    ByteBuffer value = (ByteBuffer) row.getField(RejectLayout.VALUE);
    return row.getField(RejectLayout.REASON)
        + " "
        + row.getField(RejectLayout.DETAIL)
        + " "
        + StandardCharsets.UTF_8.decode(value.duplicate());
  }

  @Test
  void textIsKeptAsItCame() throws Exception {
    Path file = files.resolve("lines.json");
    Files.writeString(file, "{\"no\": 1}\n{\"no\" : null}\nnothing\n");
    ImportResult result =
        new ImportJob(workspace(), eachFile(), ImportProgressListener.SILENT)
            .run(SHOP.findImport("lines").orElseThrow(), List.of(file.toString()), "run");
    assertThat(result.events()).isEqualTo(1);
    assertThat(rows("rejects").stream().map(ImportJobIT::reject))
        .anyMatch(r -> r.startsWith("MISSING_VALUE") && r.endsWith(" {\"no\" : null}"))
        .anyMatch(r -> r.startsWith("MALFORMED") && r.endsWith(" nothing"));
  }

  @Test
  void aFileIsImportedOnce() throws Exception {
    parquet("a.parquet", 0);
    run(eachFile());
    parquet("b.parquet", ROWS);
    ImportResult second = run(eachFile());
    assertThat(second.known()).isEqualTo(1);
    assertThat(second.files())
        .singleElement()
        .satisfies(f -> assertThat(f.number()).isEqualTo(1_000_001));
    assertThat(run(eachFile()).files()).isEmpty();
    assertImported(2);
  }

  @Test
  void aChangedFileIsRefused() throws Exception {
    Path file = parquet("a.parquet", 0);
    run(eachFile());
    Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));
    parquet("b.parquet", ROWS);
    assertThatThrownBy(() -> run(eachFile()))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("a.parquet")
        .hasMessageContaining("it has changed since it was imported");
    assertImported(1);
  }

  @Test
  void aFileThatCannotBeReadIsNamedAndTheOthersAreImported() throws Exception {
    parquet("a.parquet", 0);
    Path broken = parquet("b.parquet", ROWS);
    byte[] whole = Files.readAllBytes(broken);
    byte[] damaged = whole.clone();
    Arrays.fill(damaged, whole.length / 4, whole.length / 2, (byte) 0x55);
    Files.write(broken, damaged);
    parquet("c.parquet", 2 * ROWS);
    ImportResult result = run(new ImportSettings(Long.MAX_VALUE, false));
    assertThat(result.unreadable()).containsOnlyKeys(location(broken));
    assertImported(2);
    assertThat(files("orders")).isEqualTo(filesOfSnapshots("orders"));
    Files.write(broken, whole);
    run(eachFile());
    assertImported(3);
  }

  @Test
  void allFilesAreImportedAtOnceOrNone() throws Exception {
    parquet("a.parquet", 0);
    Path broken = parquet("b.parquet", ROWS);
    byte[] whole = Files.readAllBytes(broken);
    Files.write(broken, Arrays.copyOf(whole, whole.length / 2));
    assertThatThrownBy(() -> run(atOnce()))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("b.parquet")
        .hasMessageContaining("nothing was");
    assertThat(count("orders") + count("rejects")).isZero();
    assertThat(files("orders")).isZero();
    Files.write(broken, whole);
    run(atOnce());
    assertImported(2);
    try (Lake lake = workspace().openLake()) {
      assertThat(lake.table("orders").snapshots()).hasSize(1);
    }
  }

  @Test
  void theAuditMissesWhatSomebodyHasRemoved() throws Exception {
    parquet("a.parquet", 0);
    run(eachFile());
    try (Lake lake = workspace().openLake()) {
      lake.table("rejects").newDelete().deleteFromRowFilter(Expressions.alwaysTrue()).commit();
    }
    assertThat(audit().holds()).isFalse();
    assertThat(audit().missing()).isEqualTo(110);
    assertThat(audit().broken()).containsExactly(location(files.resolve("a.parquet")));
  }

  @Test
  void aFolderWithoutFilesIsSaid() {
    assertThatThrownBy(() -> run(eachFile()))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("there are no files");
  }

  /** Where a run dies between its commits, and what the next one finds. */
  @Test
  void aRunThatDiedIsSettledByTheNext() throws Exception {
    parquet("a.parquet", 0);
    diesAfter(0, "intended");
    run(eachFile());
    assertImported(1);
    assertThat(arrivals("orders")).containsExactly(ARRIVED); // as the first run has noted it
    assertThat(arrivals("rejects")).containsExactly(ARRIVED);

    parquet("b.parquet", ROWS);
    diesAfter(1, "with rejects");
    assertThat(count("rejects")).isEqualTo(220);
    run(eachFile());
    assertImported(2);

    parquet("c.parquet", 2 * ROWS);
    diesAfter(2, "with events");
    assertThat(run(eachFile()).known()).isEqualTo(3);
    assertImported(3);
  }

  /** What maintenance does may come between. */
  @Test
  void rejectsOfARunThatDiedGoThoughTheyShareAFileWithOthers() throws Exception {
    parquet("a.parquet", 0);
    diesAfter(2, "with events");
    run(eachFile());
    parquet("b.parquet", ROWS);
    diesAfter(1, "with rejects");
    assertThat(filesOfSnapshots("rejects")).isEqualTo(2);
    compactRejects();
    assertThat(filesOfSnapshots("rejects")).isEqualTo(1);
    run(eachFile());
    assertImported(2);
  }

  private void compactRejects() throws Exception {
    MaintenanceSettings settings =
        new MaintenanceSettings(
            Set.of(MaintenanceSettings.Task.COMPACT),
            Duration.ZERO,
            2,
            false,
            Optional.empty(),
            OptionalInt.empty(),
            Duration.ofDays(5));
    new MaintainJob(workspace(), settings, MaintenanceProgressListener.SILENT)
        .run(RejectLayout.table(), "maintain-1");
  }

  private Set<Long> arrivals(String table) throws IOException {
    return rows(table).stream()
        .map(row -> (OffsetDateTime) row.getField(EventLayout.KAFKA_TIMESTAMP))
        .map(time -> time.toInstant().toEpochMilli())
        .collect(Collectors.toSet());
  }

  /** Archives date their files as they like. */
  @Test
  void whenAFileWasWrittenSaysNothingOfItsRecords() throws Exception {
    Path file = parquet("a.parquet", 0);
    Files.setLastModifiedTime(file, FileTime.from(Instant.parse("1985-10-26T08:15:00Z")));
    long before = System.currentTimeMillis();
    ImportResult result = run(eachFile());
    assertImported(1);
    assertThat(arrivals("orders"))
        .singleElement()
        .satisfies(
            arrived -> {
              assertThat(arrived).isBetween(before, System.currentTimeMillis());
              assertThat(result.files()).allMatch(f -> f.arrived() == arrived);
              assertThat(arrivals("rejects")).containsExactly(arrived);
            });
  }

  @Test
  void anImportOfRejectsAloneSaysWhy() throws Exception {
    Path file = files.resolve("lines.json");
    Files.writeString(file, "{\"no\": 9000000000000}\n{\"no\": 9000000000001}\nnothing\n");
    ImportResult result =
        new ImportJob(workspace(), eachFile(), ImportProgressListener.SILENT)
            .run(SHOP.findImport("lines").orElseThrow(), List.of(file.toString()), "run");
    assertThat(result.allRejected()).isTrue();
    assertThat(result.reasons()).isEqualTo(Map.of("TIME_AHEAD", 2L, "MALFORMED", 1L));
    assertThat(run(eachFile()).allRejected()).isFalse();
  }

  /** Does what a run does, as far as that: nothing, rejects, rejects and events. */
  private void diesAfter(int commits, String runId) throws Exception {
    try (Lake lake = workspace().openLake();
        FileIO io = lake.files()) {
      lake.ensureAll(PipelineTables.of(SHOP));
      ImportLog imports = ImportLog.of(lake, EventLayout.FIRST_FILE);
      Path newest;
      try (Stream<Path> all = Files.list(files)) {
        newest = all.max(Path::compareTo).orElseThrow();
      }
      ImportFile file =
          new ImportFile(
              location(newest),
              Files.size(newest),
              Files.getLastModifiedTime(newest).toMillis(),
              ARRIVED,
              imports.nextNumber());
      StagingResult staged =
          new StagingJob(
                  workspace(),
                  lake,
                  io,
                  OLD,
                  runId,
                  new ReadProgressTracker(ImportProgressListener.SILENT))
              .run(List.of(file));
      imports.intend(staged.files());
      if (commits > 0) {
        commitTo(lake)
            .run(staged.files(), commits > 1 ? staged.events() : List.of(), staged.rejects());
      }
    }
  }

  private static ImportCommitter commitTo(Lake lake) {
    return new ImportCommitter(
        lake.table("orders"),
        lake.table(RejectLayout.NAME),
        EventLayout.PARTITION,
        EventLayout.FIRST_FILE);
  }

  @Test
  void ofTwoRunsAtOnceOneIsRefused() throws Exception {
    parquet("a.parquet", 0);
    try (Lake lake = workspace().openLake();
        FileIO io = lake.files()) {
      lake.ensureAll(PipelineTables.of(SHOP));
      ImportCommitter slow = commitTo(lake);
      Path only = files.resolve("a.parquet");
      long modified = Files.getLastModifiedTime(only).toMillis();
      ImportFile file =
          new ImportFile(location(only), Files.size(only), modified, ARRIVED, 1_000_777);
      StagingResult staged =
          new StagingJob(
                  workspace(),
                  lake,
                  io,
                  OLD,
                  "slow",
                  new ReadProgressTracker(ImportProgressListener.SILENT))
              .run(List.of(file));
      run(eachFile());
      assertThatThrownBy(() -> slow.run(staged.files(), staged.events(), staged.rejects()))
          .isInstanceOf(UserException.class)
          .hasMessageContaining("another import has added events");
    }
    assertImported(1);
    assertThat(files("orders")).isEqualTo(filesOfSnapshots("orders"));
  }

  private static String location(Path file) {
    return "file:" + file;
  }

  private long files(String table) throws IOException {
    Path data = dir.resolve("warehouse").resolve("shop").resolve(table).resolve("data");
    if (!Files.exists(data)) {
      return 0;
    }
    try (Stream<Path> all = Files.walk(data)) {
      return all.filter(p -> p.toString().endsWith(".parquet")).count();
    }
  }

  private long filesOfSnapshots(String table) throws IOException {
    try (Lake lake = workspace().openLake()) {
      Table loaded = lake.table(table);
      return Long.parseLong(loaded.currentSnapshot().summary().get("total-data-files"));
    }
  }
}
