package io.tidemark.lake.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tidemark.definition.TimePartitioning;
import io.tidemark.definition.UserException;
import io.tidemark.lake.Lake;
import io.tidemark.lake.LakeFixture;
import io.tidemark.lake.TableLayout;
import io.tidemark.lake.TableVersion;
import io.tidemark.lake.TimeRange;
import io.tidemark.lake.live.AgreedFingerprint;
import io.tidemark.lake.write.StagedFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.table.data.RowData;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.CommitStateUnknownException;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RangePublisherTest {

  @TempDir Path directory;

  private final TableLayout layout = LakeFixture.layout(TimePartitioning.DAYS);
  private Lake lake;
  private Table table;

  @BeforeEach
  void open() {
    lake = LakeFixture.lake(directory);
    table = lake.ensure(layout, Map.of());
  }

  @AfterEach
  void close() {
    lake.close();
  }

  private void appendDays(int from, int to, double spend) {
    for (int day = from; day < to; day++) {
      LakeFixture.append(table, layout, LakeFixture.day(day, 3, spend));
    }
  }

  private StagedFile stage(int day, int rows, double spend) {
    return LakeFixture.stage(table, layout, LakeFixture.day(day, rows, spend));
  }

  private RangePublishPlan begin(String id, int from, int to) {
    return RangePublishPlan.begin(layout, table, id, LakeFixture.days(from, to));
  }

  private Snapshot publish(RangePublishPlan run, StagedFile... files) {
    long rows = List.of(files).stream().mapToLong(StagedFile::rows).sum();
    return new RangePublisher(table, run).publish(List.of(files), rows, Map.of("by", "test"));
  }

  private UserException refused(RangePublishPlan run, StagedFile... files) {
    return catchThrowableOfType(UserException.class, () -> publish(run, files));
  }

  private static boolean exists(StagedFile file) {
    return Files.exists(Path.of(file.dataFile().location().replaceFirst("^file:", "")));
  }

  private static Map<String, Double> expected(double... spendOfDay) {
    Map<String, Double> spends = new TreeMap<>();
    for (int day = 0; day < spendOfDay.length; day++) {
      for (int i = 0; i < 3 && spendOfDay[day] > 0; i++) {
        spends.put("e" + day + "-" + i, spendOfDay[day]);
      }
    }
    return spends;
  }

  @Test
  void replacesExactlyTheRangeInOneSnapshot() {
    appendDays(0, 4, 1);
    RangePublishPlan run = begin("run-1", 1, 3);

    Snapshot snapshot = publish(run, stage(1, 3, 2), stage(2, 3, 2));

    assertThat(LakeFixture.spends(table)).isEqualTo(expected(1, 2, 2, 1));
    assertThat(snapshot.snapshotId()).isEqualTo(table.currentSnapshot().snapshotId());
    assertThat(snapshot.summary())
        .containsEntry("tidemark.run-id", "run-1")
        .containsEntry("tidemark.operation", "backfill")
        .containsEntry("tidemark.range.from", "2026-03-02T00:00:00Z")
        .containsEntry("tidemark.range.to", "2026-03-04T00:00:00Z")
        .containsEntry("by", "test");
  }

  @Test
  void anotherRunGivesTheSameTable() {
    appendDays(0, 3, 1);
    publish(begin("run-1", 0, 2), stage(0, 3, 2), stage(1, 3, 2));
    publish(begin("run-2", 0, 2), stage(0, 3, 2), stage(1, 3, 2));
    assertThat(LakeFixture.spends(table)).isEqualTo(expected(2, 2, 1));
  }

  @Test
  void publishedOnceIsPublished() {
    RangePublishPlan run = begin("run-1", 0, 1);
    StagedFile file = stage(0, 3, 2);
    Snapshot snapshot = publish(run, file);
    table.updateSchema().addColumn("more", Types.LongType.get()).commit();
    assertThat(publish(run, file).snapshotId()).isEqualTo(snapshot.snapshotId());
    assertThat(exists(file)).isTrue();
  }

  @Test
  void aRangeWithoutRowsBecomesEmpty() {
    appendDays(0, 3, 1);
    publish(begin("run-1", 1, 2));
    assertThat(LakeFixture.spends(table)).isEqualTo(expected(1, 0, 1));
    publish(begin("run-2", 10, 11));
    assertThat(LakeFixture.spends(table)).isEqualTo(expected(1, 0, 1));
  }

  @Test
  void aConcurrentAppendOutsideOfTheRangeIsNoConflict() {
    appendDays(0, 2, 1);
    RangePublishPlan run = begin("run-1", 0, 1);
    StagedFile file = stage(0, 3, 2);
    appendDays(2, 3, 1);
    publish(run, file);
    assertThat(LakeFixture.spends(table)).isEqualTo(expected(2, 1, 1));
  }

  @Test
  void aConcurrentAppendToTheRangeIsDetectedAndKept() {
    appendDays(0, 1, 1);
    RangePublishPlan run = begin("run-1", 0, 2);
    StagedFile file = stage(0, 3, 2);
    appendDays(1, 2, 1);

    UserException refusal = refused(run, file);

    assertThat(refusal).hasMessageContaining("after the run began");
    assertThat(LakeFixture.spends(table)).isEqualTo(expected(1, 1));
    assertThat(exists(file)).isFalse();
  }

  @Test
  void anAppendToATableThatWasEmptyIsDetectedAndKept() {
    RangePublishPlan run = begin("run-1", 0, 2);
    assertThat(run.began().snapshot()).isEmpty();
    StagedFile file = stage(0, 3, 2);
    appendDays(1, 2, 1);

    assertThat(refused(run, file)).hasMessageContaining("after the run began");

    assertThat(LakeFixture.spends(table)).isEqualTo(expected(0, 1));
  }

  @Test
  void anEmptyTableIsFilled() {
    publish(begin("run-1", 0, 2), stage(0, 3, 2), stage(1, 3, 2));
    assertThat(LakeFixture.spends(table)).isEqualTo(expected(2, 2));
  }

  @Test
  void anotherBackfillOfTheRangeIsDetected() {
    appendDays(0, 2, 1);
    RangePublishPlan slow = begin("run-1", 0, 2);
    StagedFile file = stage(0, 3, 3);
    publish(begin("run-2", 0, 1), stage(0, 3, 2));

    assertThat(refused(slow, file)).hasMessageContaining("after the run began");

    assertThat(LakeFixture.spends(table)).isEqualTo(expected(2, 1));
  }

  @Test
  void aCompactionOfTheRangeIsNoConflict() throws Exception {
    appendDays(0, 1, 1);
    RangePublishPlan run = begin("run-1", 0, 1);
    compact();

    publish(run, stage(0, 3, 2));

    assertThat(LakeFixture.spends(table)).isEqualTo(expected(2));
  }

  @Test
  void whatWasAppendedBeforeACompactionIsDetected() throws Exception {
    appendDays(0, 1, 1);
    RangePublishPlan run = begin("run-1", 0, 1);
    LakeFixture.append(
        table, layout, List.of(LakeFixture.row(9, LakeFixture.START + 9, "late", 1.0)));
    compact();

    assertThat(refused(run, stage(0, 3, 2))).hasMessageContaining("after the run began");

    assertThat(LakeFixture.spends(table)).containsEntry("late", 1.0);
  }

  /** Gives the rows that the fixture has for the first day another file. */
  private void compact() throws Exception {
    DataFile old = null;
    try (var tasks = table.newScan().planFiles()) {
      for (var task : tasks) {
        old = task.file().recordCount() == 3 ? task.file() : old;
      }
    }
    table.newRewrite().deleteFile(old).addFile(stage(0, 3, 1).dataFile()).commit();
  }

  @Test
  void aHistoryThatExpiredMeanwhileIsAConflict() {
    appendDays(0, 1, 1);
    RangePublishPlan run = begin("run-1", 0, 1);
    appendDays(2, 4, 1);
    table.expireSnapshots().expireOlderThan(Long.MAX_VALUE).retainLast(1).commit();

    assertThat(refused(run, stage(0, 3, 2))).hasMessageContaining("run it again");

    assertThat(LakeFixture.spends(table)).isEqualTo(expected(1, 0, 1, 1));
  }

  @Test
  void aRangeThatCutsAPartitionIsRefusedWithTheNearestBorders() {
    TimeRange crooked =
        new TimeRange("event_time", LakeFixture.START + 5, LakeFixture.START + LakeFixture.DAY + 1);
    UserException refusal =
        catchThrowableOfType(
            UserException.class, () -> RangePublishPlan.begin(layout, table, "run-1", crooked));
    assertThat(refusal.problems().get(0).example())
        .isEqualTo("from 2026-03-01T00:00:00Z to 2026-03-03T00:00:00Z");
  }

  @Test
  void withoutPartitionsOnlyWholeFilesAreReplaced() {
    TableLayout flat = LakeFixture.layout("flat", TimePartitioning.NONE);
    Table flatTable = lake.ensure(flat, Map.of());
    List<RowData> twoDays = new ArrayList<>(LakeFixture.day(0, 3, 1));
    twoDays.addAll(LakeFixture.day(1, 3, 1));
    LakeFixture.append(flatTable, flat, twoDays);
    LakeFixture.append(flatTable, flat, LakeFixture.day(2, 3, 1));

    UserException refusal =
        catchThrowableOfType(
            UserException.class,
            () -> RangePublishPlan.begin(flat, flatTable, "run-1", LakeFixture.days(1, 3)));
    assertThat(refusal).hasMessageContaining("files are replaced whole");

    RangePublishPlan whole =
        RangePublishPlan.begin(flat, flatTable, "run-2", LakeFixture.days(2, 3));
    StagedFile file = LakeFixture.stage(flatTable, flat, LakeFixture.day(2, 3, 2));
    new RangePublisher(flatTable, whole).publish(List.of(file), 3, Map.of());
    assertThat(LakeFixture.spends(flatTable)).isEqualTo(expected(1, 1, 2));

    RangePublishPlan unchecked =
        new RangePublishPlan(
            "run-3",
            LakeFixture.days(1, 3),
            TableVersion.of(flatTable),
            AgreedFingerprint.of(flatTable));
    UserException late =
        catchThrowableOfType(
            UserException.class,
            () -> new RangePublisher(flatTable, unchecked).publish(List.of(), 0, Map.of()));
    assertThat(late).hasMessageContaining("files are replaced whole");
    assertThat(LakeFixture.spends(flatTable)).isEqualTo(expected(1, 1, 2));
  }

  @Test
  void auditRefusesAnotherNumberOfRows() {
    appendDays(0, 1, 1);
    RangePublishPlan run = begin("run-1", 0, 1);
    StagedFile file = stage(0, 3, 2);
    UserException refusal =
        catchThrowableOfType(
            UserException.class,
            () -> new RangePublisher(table, run).publish(List.of(file), 4, Map.of()));
    assertThat(refusal).hasMessageContaining("produced 4 rows, but the staged files hold 3");
    assertThat(exists(file)).isFalse();
    assertThat(LakeFixture.spends(table)).isEqualTo(expected(1));
  }

  @Test
  void auditRefusesRowsOutsideOfTheRangeAndOfTheirPartition() {
    RangePublishPlan run = begin("run-1", 0, 1);
    assertThat(refused(run, stage(1, 3, 2))).hasMessageContaining("outside of event_time in");
    List<RowData> mixed = new ArrayList<>(LakeFixture.day(0, 1, 1));
    mixed.addAll(LakeFixture.day(1, 1, 1));
    RangePublishPlan wide = begin("run-2", 0, 2);
    assertThat(refused(wide, LakeFixture.stage(table, layout, mixed)))
        .hasMessageContaining("outside of its partition");
    assertThat(LakeFixture.spends(table)).isEmpty();
  }

  @Test
  void auditRefusesAFileThatComesTwice() {
    RangePublishPlan run = begin("run-1", 0, 1);
    StagedFile file = stage(0, 3, 2);
    assertThat(refused(run, file, file)).hasMessageContaining("is staged twice");
  }

  @Test
  void auditRefusesATableThatChanged() {
    RangePublishPlan run = begin("run-1", 0, 1);
    StagedFile file = stage(0, 3, 2);
    table.updateSchema().addColumn("more", Types.LongType.get()).commit();
    assertThat(refused(run, file)).hasMessageContaining("columns were changed");
    assertThat(LakeFixture.spends(table)).isEmpty();
  }

  @Test
  void aLostAnswerToASuccessfulCommitIsASuccess() throws Exception {
    appendDays(0, 1, 1);
    RangePublishPlan run = begin("run-1", 0, 1);
    StagedFile file = stage(0, 3, 2);
    Table lossy = LossyOperations.table((BaseTable) table, true, lost());

    Snapshot snapshot = new RangePublisher(lossy, run).publish(List.of(file), 3, Map.of());

    assertThat(snapshot.summary()).containsEntry("tidemark.run-id", "run-1");
    assertThat(LakeFixture.spends(table)).isEqualTo(expected(2));
    try (var tasks = table.newScan().planFiles()) {
      for (FileScanTask task : tasks) {
        assertThat(task.file().location()).isEqualTo(file.dataFile().location());
      }
    }
  }

  @Test
  void aLostAnswerToAFailedCommitKeepsTheFilesAndSaysSo() {
    appendDays(0, 1, 1);
    RangePublishPlan run = begin("run-1", 0, 1);
    StagedFile file = stage(0, 3, 2);
    Table lossy = LossyOperations.table((BaseTable) table, false, lost());

    UserException refusal =
        catchThrowableOfType(
            UserException.class,
            () -> new RangePublisher(lossy, run).publish(List.of(file), 3, Map.of()));

    assertThat(refusal).hasMessageContaining("was lost").hasMessageContaining("run-1");
    assertThat(exists(file)).isTrue();
    assertThat(LakeFixture.spends(table)).isEqualTo(expected(1));
  }

  @Test
  void aCatalogThatIsAlwaysBusyIsSaidToBe() {
    table.updateProperties().set("commit.retry.num-retries", "1").commit();
    RangePublishPlan run = begin("run-1", 0, 1);
    StagedFile file = stage(0, 3, 2);
    Table busy =
        LossyOperations.table((BaseTable) table, false, new CommitFailedException("too late"));

    UserException refusal =
        catchThrowableOfType(
            UserException.class,
            () -> new RangePublisher(busy, run).publish(List.of(file), 3, Map.of()));

    assertThat(refusal).hasMessageContaining("took other commits first");
    assertThat(exists(file)).isFalse();
  }

  private static RuntimeException lost() {
    return new CommitStateUnknownException(new RuntimeException("connection reset"));
  }
}
