package io.tidemark.backfill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tidemark.backfill.BackfillFixture.Happening;
import io.tidemark.backfill.BackfillJob.Stage;
import io.tidemark.backfill.maintenance.MaintenanceProgressListener;
import io.tidemark.definition.Problem;
import io.tidemark.definition.UserException;
import io.tidemark.lake.Lake;
import io.tidemark.lake.SnapshotProperties;
import io.tidemark.lake.live.ProgressRecord;
import io.tidemark.lake.live.WriterLease;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.iceberg.Table;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backfill replaces what it found, in a range that nobody else will write to, or nothing. */
class BackfillConflictIT {

  private static final List<Happening> ALL = BackfillFixture.days(0, 2);

  @TempDir Path dir;
  private BackfillFixture past;

  @BeforeEach
  void fill() throws Exception {
    past = new BackfillFixture(dir);
    past.happened(ALL);
  }

  @Test
  void whatIsAppendedToTheRangeMeanwhileIsNotLost() throws Exception {
    past.backfill(0, 2, "first");
    for (Stage stage : new Stage[] {Stage.READING, Stage.PUBLISHING}) {
      List<String> before = past.rows();
      String id = "at " + stage;
      Problem problem =
          refusal(() -> past.backfill(0, 1, "conflict-" + stage, at(stage, () -> append(0, id))));
      assertThat(problem.what()).contains("something was committed to", "nothing was published");
      assertThat(past.rows()).hasSize(before.size() + 1).containsAll(before);
      assertThat(past.rows()).anyMatch(row -> row.contains(id));
    }
    past.backfill(0, 1, "after");
    assertThat(past.rows())
        .isEqualTo(BackfillOracle.rows(ALL, BackfillFixture.day(0), BackfillFixture.day(2)));
  }

  @Test
  void whatIsAppendedToAnotherRangeIsInNobodysWay() throws Exception {
    past.backfill(0, 1, "first");
    past.backfill(0, 1, "second", at(Stage.READING, () -> append(1, "other day")));
    List<String> expected =
        new ArrayList<>(BackfillOracle.rows(ALL, BackfillFixture.day(0), BackfillFixture.day(1)));
    assertThat(past.rows()).hasSize(expected.size() + 1).containsAll(expected);
  }

  @Test
  void aCompactionIsInNobodysWay() throws Exception {
    past.backfill(0, 2, "first");
    for (Stage stage : new Stage[] {Stage.READING, Stage.PUBLISHING}) {
      past.backfill(0, 1, "beside a compaction at " + stage, at(stage, this::compact));
      assertThat(past.rows())
          .isEqualTo(BackfillOracle.rows(ALL, BackfillFixture.day(0), BackfillFixture.day(2)));
    }
  }

  @Test
  void whatIsAppendedBehindACompactionIsNotLost() throws Exception {
    past.backfill(0, 2, "first");
    Runnable both =
        () -> {
          compact();
          append(0, "between");
          compact();
        };
    Problem problem = refusal(() -> past.backfill(0, 1, "second", at(Stage.READING, both)));
    assertThat(problem.what()).contains("something was committed to", "nothing was published");
    assertThat(past.rows()).anyMatch(row -> row.contains("between"));
  }

  private void compact() {
    try {
      assertThat(past.compact("customer", MaintenanceProgressListener.SILENT).filesIn())
          .isPositive();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void anEmptyTableIsGuardedToo() {
    Problem problem =
        refusal(() -> past.backfill(0, 1, "first", at(Stage.READING, () -> append(0, "x"))));
    assertThat(problem.what()).contains("something was committed to");
  }

  @Test
  void runsThatAreRepeatedGiveTheSameRowsAndNameThemselves() throws Exception {
    past.backfill(0, 2, "first");
    List<String> rows = past.rows();
    assertThat(rows)
        .isEqualTo(BackfillOracle.rows(ALL, BackfillFixture.day(0), BackfillFixture.day(2)));
    BackfillJob.Result second = past.backfill(0, 2, "second");
    assertThat(past.rows()).isEqualTo(rows);
    assertThat(second.rows()).isEqualTo(rows.size());
    try (Lake lake = past.lake()) {
      assertThat(lake.table("customer").snapshot(second.snapshot()).summary())
          .containsEntry(SnapshotProperties.RUN_ID, "second")
          .containsEntry(SnapshotProperties.RANGE_FROM, "2026-03-01T00:00:00Z")
          .containsEntry(SnapshotProperties.RANGE_TO, "2026-03-03T00:00:00Z");
    }
  }

  @Test
  void aRangeThatTheLiveJobHasNotPassedIsRefused() throws Exception {
    past.backfill(0, 1, "first");
    List<String> before = past.rows();
    live("2026-03-01T23:59:59.998Z");
    Problem problem = refusal(() -> past.backfill(0, 1, "second"));
    assertThat(problem.what()).contains("not sealed", "2026-03-01T23:59:59.998Z");
    assertThat(problem.example()).contains("--to 2026-03-01T23:59:59.999Z");
    assertThat(past.rows()).hasSize(before.size() + 1).containsAll(before);
  }

  @Test
  void aRangeThatItHasPassedToTheMillisecondIsReplaced() throws Exception {
    past.backfill(0, 1, "first");
    live("2026-03-01T23:59:59.999Z");
    past.backfill(0, 1, "second");
    assertThat(past.rows())
        .containsAll(BackfillOracle.rows(ALL, BackfillFixture.day(0), BackfillFixture.day(1)));
  }

  /** Its input was complete; another run that begins meanwhile goes on from there. */
  @Test
  void aLiveJobThatBeginsMeanwhileKeepsWhatItWillWrite() throws Exception {
    past.backfill(0, 2, "first");
    for (Stage stage : new Stage[] {Stage.READING, Stage.PUBLISHING}) {
      live(Instant.ofEpochMilli(Long.MAX_VALUE).toString());
      List<String> before = past.rows();
      String id = "beside a start at " + stage;
      Problem problem = refusal(() -> past.backfill(0, 1, id, at(stage, () -> takeOver(id))));
      assertThat(problem.what()).containsAnyOf("not sealed", "taken the table over");
      assertThat(past.rows()).isEqualTo(before);
    }
    try (Lake lake = past.lake()) {
      assertThat(lake.table("customer").refs()).containsOnlyKeys("main");
    }
  }

  private void takeOver(String run) {
    try (Lake lake = past.lake()) {
      new WriterLease(run).takeOver(lake, List.of("activity", "customer", ProgressRecord.TABLE));
    }
  }

  @Test
  void aRangeThatCutsAPartitionIsRefused() {
    Instant noon = BackfillFixture.day(0).plusSeconds(43_200);
    Problem problem =
        refusal(
            () ->
                new BackfillJob(past.workspace(), stage -> {})
                    .run(
                        BackfillFixture.SHOP.featureSets().get(0),
                        noon,
                        BackfillFixture.day(1),
                        "cut"));
    assertThat(problem.what()).contains("cuts a partition in two");
    assertThat(problem.example()).isEqualTo("from 2026-03-01T00:00:00Z to 2026-03-02T00:00:00Z");
  }

  /** A commit of a live job to both tables, which had come that far. */
  private void live(String watermark) {
    Map<String, String> summary =
        Map.of("flink.job-id", "live", "flink.max-committed-checkpoint-id", "5");
    try (Lake lake = past.lake()) {
      lake.ensureAll(List.of(ProgressRecord.LAYOUT));
      ForeignRowWriter.append(lake.table(ProgressRecord.TABLE), progress(watermark), summary);
      Table events = lake.table("activity");
      var append = events.newAppend();
      summary.forEach(append::set);
      append.commit();
      ForeignRowWriter.append(lake.table("customer"), row(1, "live"), summary);
    }
  }

  private static Map<String, Object> progress(String watermark) {
    return Map.of(
        "feature_set",
        "customer",
        "job_id",
        "live",
        "checkpoint_id",
        5L,
        "subtask",
        0,
        "watermark",
        Instant.parse(watermark).toEpochMilli(),
        "parallelism",
        1);
  }

  private void append(int day, String id) {
    try (Lake lake = past.lake()) {
      ForeignRowWriter.append(lake.table("customer"), row(day, id), Map.of());
    }
  }

  private static Map<String, Object> row(int day, String id) {
    return Map.of(
        "customer_id",
        1L,
        "event_time",
        BackfillFixture.day(day).plusSeconds(60).atOffset(ZoneOffset.UTC),
        "event_id",
        id,
        "event_stream",
        "activity",
        "n",
        1L,
        "n_1h",
        1L);
  }

  private static Consumer<Stage> at(Stage wanted, Runnable action) {
    return stage -> {
      if (stage == wanted) {
        action.run();
      }
    };
  }

  private interface Run {
    void run() throws Exception;
  }

  private static Problem refusal(Run run) {
    UserException thrown = catchThrowableOfType(UserException.class, run::run);
    assertThat(thrown).isNotNull();
    assertThat(thrown.problems()).hasSize(1);
    return thrown.problems().get(0);
  }
}
