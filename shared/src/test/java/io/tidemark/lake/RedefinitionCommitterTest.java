package io.tidemark.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tidemark.definition.TimePartitioning;
import io.tidemark.definition.UserException;
import io.tidemark.definition.compat.DefinitionFingerprint;
import io.tidemark.definition.compat.FeatureSetFingerprint;
import io.tidemark.lake.TableLayout.LayoutColumn;
import io.tidemark.lake.live.AgreedFingerprint;
import io.tidemark.lake.live.KeptSnapshots;
import io.tidemark.lake.live.LiveSnapshotExpiryTask;
import io.tidemark.lake.live.LiveTableLoader;
import io.tidemark.lake.live.WriterLease;
import io.tidemark.lake.read.TableReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LocalZonedTimestampType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.VarCharType;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.Table;
import org.apache.iceberg.expressions.Expressions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A table that never had a row is bound to nothing; one that had is what it was. */
class RedefinitionCommitterTest {

  private static final LogicalType STRING = new VarCharType(true, VarCharType.MAX_LENGTH);
  private static final TableLayout BEFORE =
      layout(
          "a",
          TimePartitioning.DAYS,
          List.of("customer_id"),
          "sum",
          column("customer_id", new IntType(false)),
          time(),
          column("n", new IntType(false)),
          column("gone", STRING),
          column("tags", new ArrayType(STRING)));

  /** Another type, one more, one less, another order of columns and rows, other partitions. */
  private static final TableLayout AFTER =
      layout(
          "b",
          TimePartitioning.HOURS,
          List.of("shop_id", "event_time"),
          "max",
          column("shop_id", STRING.copy(false)),
          column("customer_id", new BigIntType(false)),
          time(),
          column("tags", new ArrayType(new IntType(true))),
          column("n", new IntType(true)));

  @TempDir Path directory;
  private Lake lake;

  @BeforeEach
  void open() {
    lake = LakeFixture.lake(directory);
    lake.ensureAll(List.of(BEFORE));
  }

  @AfterEach
  void close() {
    lake.close();
  }

  private static LayoutColumn column(String name, LogicalType type) {
    return new LayoutColumn(name, type, "");
  }

  private static LayoutColumn time() {
    return column("event_time", new LocalZonedTimestampType(false, 3));
  }

  private static TableLayout layout(
      String doc,
      TimePartitioning partitioning,
      List<String> order,
      String aggregate,
      LayoutColumn... columns) {
    DefinitionFingerprint facts =
        new DefinitionFingerprint(new TreeMap<>(Map.of("agg", aggregate)));
    FeatureSetFingerprint definition =
        new FeatureSetFingerprint(
            new DefinitionFingerprint(new TreeMap<>()), new TreeMap<>(Map.of("n", facts)));
    return new TableLayout(
        "features",
        doc,
        List.of(columns),
        partitioning,
        "event_time",
        order,
        Optional.of(definition));
  }

  private Table table() {
    return lake.table("features");
  }

  private static AppendFiles row(AppendFiles append, Table table) {
    return append.appendFile(file(table));
  }

  private static DataFile file(Table table) {
    return DataFiles.builder(table.spec())
        .withPath(table.location() + "/data/a.parquet")
        .withFileSizeInBytes(10)
        .withPartitionPath("event_time_day=2026-03-01")
        .withRecordCount(1)
        .build();
  }

  private void takesTheDefinition() {
    lake.ensureAll(List.of(AFTER));
    assertThat(LayoutCheck.problems(AFTER, table())).isEmpty();
    try (Lake other = Lake.open(LakeFixture.environment(directory), "fresh")) {
      Table fresh = other.ensure(AFTER, Map.of());
      assertThat(columns(table())).isEqualTo(columns(fresh));
      assertThat(IcebergSchemaConverter.describe(table().spec(), table().schema()))
          .isEqualTo("hour(event_time)");
      assertThat(FileLayoutUpdate.lines(table(), AFTER)).isEmpty();
      assertThat(table().properties())
          .containsEntry("comment", "b")
          .containsAllEntriesOf(FingerprintProperties.properties(AFTER.definition().orElseThrow()))
          .doesNotContainKey(FingerprintProperties.RETIRED);
    }
  }

  private static List<String> columns(Table table) {
    List<String> columns = new ArrayList<>();
    table
        .schema()
        .columns()
        .forEach(c -> columns.add(c.name() + " " + c.isOptional() + " " + c.type().typeId()));
    return columns;
  }

  private void staysBound() {
    List<String> before = columns(table());
    assertThatThrownBy(() -> lake.ensureAll(List.of(AFTER)))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("changed feature n: agg was sum, is max");
    assertThat(columns(table())).isEqualTo(before);
  }

  @Test
  void aTableThatWasMadeAndNothingElseTakesTheDefinition() {
    takesTheDefinition();
    assertThat(WriterLease.isUnwritten(table())).isTrue();
  }

  @Test
  void soDoesOneThatRunsHaveTakenOver() {
    new WriterLease("one").takeOver(lake, List.of("features"));
    new WriterLease("two").takeOver(lake, List.of("features"));
    takesTheDefinition();
    assertThat(WriterLease.isUnwritten(table())).isTrue();
    assertThat(table().properties()).containsEntry("tidemark.live-run", "two");
  }

  @Test
  void soDoesOneWithCheckpointsThatHadNoRow() {
    new WriterLease("one").takeOver(lake, List.of("features"));
    LakeFixture.live(table(), 1).commit();
    LakeFixture.live(table(), 2).commit();
    takesTheDefinition();
  }

  @Test
  void andAgain() {
    takesTheDefinition();
    lake.ensureAll(List.of(BEFORE));
    assertThat(LayoutCheck.problems(BEFORE, table())).isEmpty();
  }

  @Test
  void evolveNeedsNoWordForIt() {
    FeatureTableEvolution evolution = new FeatureTableEvolution(AFTER, table());
    evolution.requirePossible(false);
    evolution.commit(false);
    assertThat(LayoutCheck.problems(AFTER, table())).isEmpty();
  }

  @Test
  void whatIsReadAloneChangesNothing() {
    assertThatThrownBy(() -> lake.check(List.of(AFTER))).isInstanceOf(UserException.class);
    assertThat(LayoutCheck.problems(BEFORE, table())).isEmpty();
  }

  @Test
  void aTableWithARowStaysBound() {
    row(table().newAppend(), table()).commit();
    staysBound();
    assertThatThrownBy(() -> new FeatureTableEvolution(AFTER, table()).requirePossible(false))
        .isInstanceOf(UserException.class);
  }

  @Test
  void soDoesOneWhoseRowsAreAllGone() {
    row(table().newAppend(), table()).commit();
    table().newDelete().deleteFromRowFilter(Expressions.alwaysTrue()).commit();
    staysBound();
  }

  @Test
  void soDoesOneWhoseHistoryIsNotThereAnyMore() {
    row(table().newAppend(), table()).commit();
    table().newDelete().deleteFromRowFilter(Expressions.alwaysTrue()).commit();
    for (int i = 0; i < 3; i++) {
      table().newAppend().commit();
    }
    table().expireSnapshots().expireOlderThan(Long.MAX_VALUE).retainLast(1).commit();
    assertThat(table().snapshots()).hasSize(1);
    staysBound();
  }

  /** As of a table that a live job has for weeks, and finds nothing to write to. */
  private void quietCheckpoints(int count) {
    table().updateProperties().set(KeptSnapshots.MOST, "4").commit();
    for (int i = 1; i <= count; i++) {
      LakeFixture.live(table(), i).commit();
      LiveSnapshotExpiryTask.expire(table());
    }
    assertThat(table().snapshots()).hasSizeLessThan(6);
  }

  @Test
  void aTableThatNeverHadARowIsFreeHoweverMuchItHasForgotten() {
    new WriterLease("one").takeOver(lake, List.of("features"));
    quietCheckpoints(20);
    takesTheDefinition();
    lake.ensureAll(List.of(BEFORE));
    quietCheckpoints(5);
    row(table().newAppend(), table()).commit();
    staysBound();
    table().newDelete().deleteFromRowFilter(Expressions.alwaysTrue()).commit();
    quietCheckpoints(10);
    staysBound();
  }

  @Test
  void soIsOneWhoseHistoryMaintenanceHasForgotten() {
    LakeFixture.live(table(), 1).commit();
    EmptyHistoryCheck.note(table());
    LakeFixture.live(table(), 2).commit();
    EmptyHistoryCheck.note(table());
    table().expireSnapshots().expireOlderThan(Long.MAX_VALUE).retainLast(1).commit();
    assertThat(table().snapshots()).hasSize(1);
    LakeFixture.live(table(), 3).commit();
    takesTheDefinition();
  }

  @Test
  void oneTableThatIsBoundKeepsTheOthersAsTheyAre() {
    TableLayout other = LakeFixture.layout("other", TimePartitioning.DAYS);
    lake.ensureAll(List.of(other));
    LakeFixture.append(lake.table("other"), other, LakeFixture.day(0, 1, 1));
    UserException refusal =
        catchThrowableOfType(
            UserException.class,
            () ->
                lake.ensureAll(List.of(AFTER, LakeFixture.layout("other", TimePartitioning.NONE))));
    assertThat(refusal.problems()).hasSize(1);
    assertThat(LayoutCheck.problems(BEFORE, table())).isEmpty();
  }

  @Test
  void aJobOfTheOldDefinitionThatIsAboutToCommitIsRefused() {
    WriterLease run = new WriterLease("run");
    run.takeOver(lake, List.of("features"));
    LiveTableLoader loader =
        new LiveTableLoader(lake.loader("features"), run, AgreedFingerprint.of(BEFORE, table()), 1);
    loader.runsIn("job");
    loader.open();
    Table table = loader.loadTable();
    DataFile file = file(table);
    AppendFiles commit = LakeFixture.live(table, 1).appendFile(file);
    lake.ensureAll(List.of(AFTER));
    assertThatThrownBy(commit::commit).isInstanceOf(SuppressRestartsException.class);
    assertThat(TableReport.countRows(table())).isZero();
    run.takeOver(lake, List.of("features"));
    LiveTableLoader next =
        new LiveTableLoader(lake.loader("features"), run, AgreedFingerprint.of(AFTER, table()), 1);
    next.runsIn("next");
    next.open();
    Table ofNext = next.loadTable();
    assertThatThrownBy(() -> LakeFixture.live(ofNext, 1).appendFile(file).commit())
        .isInstanceOf(SuppressRestartsException.class)
        .hasStackTraceContaining("rows for it from before");
  }

  @Test
  void rowsThatComeMeanwhileBindIt() {
    Table seen = table();
    assertThat(RedefinitionCommitter.isPossible(seen)).isTrue();
    row(LakeFixture.live(table(), 1), table()).commit();
    assertThatThrownBy(() -> new RedefinitionCommitter(AFTER, seen).run())
        .isInstanceOf(UserException.class)
        .hasMessageContaining("rows have come to it");
    assertThat(LayoutCheck.problems(BEFORE, table())).isEmpty();
    assertThat(TableReport.countRows(table())).isEqualTo(1);
  }
}
