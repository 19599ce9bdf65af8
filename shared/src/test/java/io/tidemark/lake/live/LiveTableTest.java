package io.tidemark.lake.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.definition.TimePartitioning;
import io.tidemark.definition.UserException;
import io.tidemark.lake.Lake;
import io.tidemark.lake.LakeFixture;
import io.tidemark.lake.TableCreator;
import io.tidemark.lake.TableLayout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.data.RowData;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Table;
import org.apache.iceberg.Transaction;
import org.apache.iceberg.exceptions.CleanableFailure;
import org.apache.iceberg.flink.sink.SinkUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A commit may land when the job has begun to repeat it: its answer was lost, or the task that
 * makes it was taken for dead, and has woken up.
 */
class LiveTableTest {

  private static final List<String> TABLES = List.of("events");

  @TempDir Path directory;

  private final TableLayout layout = LakeFixture.layout("events", TimePartitioning.DAYS);
  private final WriterLease run = new WriterLease("run");
  private Lake lake;

  @BeforeEach
  void open() {
    lake = LakeFixture.lake(directory);
    lake.ensureAll(List.of(layout));
    run.takeOver(lake, List.of("events"));
  }

  @AfterEach
  void close() {
    lake.close();
  }

  private Table live() {
    return loader(1).loadTable();
  }

  private LiveTableLoader loader(int mostQuiet) {
    AgreedFingerprint agreed = AgreedFingerprint.of(lake.table("events"));
    LiveTableLoader loader = new LiveTableLoader(lake.loader("events"), run, agreed, mostQuiet);
    loader.open();
    return loader;
  }

  /** Checkpoints that have a snapshot, oldest first. */
  private List<Long> committed() {
    List<Long> checkpoints = new ArrayList<>();
    lake.table("events")
        .snapshots()
        .forEach(s -> LiveCommit.of(s.summary()).ifPresent(c -> checkpoints.add(c.checkpoint())));
    return checkpoints;
  }

  private DataFile file(long checkpoint) {
    List<RowData> row =
        List.of(LakeFixture.row(1, LakeFixture.START + checkpoint, "e" + checkpoint, 1.0));
    return LakeFixture.stage(lake.table("events"), layout, row).dataFile();
  }

  private static AppendFiles append(Table table, long checkpoint, DataFile... files) {
    AppendFiles append = LakeFixture.live(table, checkpoint);
    List.of(files).forEach(append::appendFile);
    return append;
  }

  private long rows() {
    return Long.parseLong(lake.table("events").currentSnapshot().summary().get("total-records"));
  }

  @Test
  void aTableThatWasTakenOverIsUnwrittenUntilARunCommits() {
    new WriterLease("next").takeOver(lake, List.of("events"));
    assertThat(WriterLease.isUnwritten(lake.table("events"))).isTrue();
    run.takeOver(lake, List.of("events"));
    append(live(), 1, file(1)).commit();
    assertThat(WriterLease.isUnwritten(lake.table("events"))).isFalse();
  }

  @Test
  void aRunTakesOverFromTheOneThatItFoundAndFromNoOther() {
    Map<String, String> found = WriterLease.owners(lake, TABLES);
    WriterLease successor = new WriterLease("successor");
    WriterLease late = new WriterLease("late");
    successor.takeOver(lake, TABLES, found);
    assertThatThrownBy(() -> late.takeOver(lake, TABLES, found))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("run successor");
    successor.takeOver(lake, TABLES, found);
    assertThat(WriterLease.owners(lake, TABLES)).isEqualTo(Map.of("events", "successor"));
    late.takeOver(lake, TABLES);
    assertThat(WriterLease.owners(lake, TABLES)).isEqualTo(Map.of("events", "late"));
  }

  @Test
  void ofTwoRunsThatFindNobodyOneGetsTheTable() {
    lake.table("events").updateProperties().remove(WriterLease.PROPERTY).commit();
    Map<String, String> found = WriterLease.owners(lake, TABLES);
    assertThat(found).isEmpty();
    run.takeOver(lake, TABLES, found);
    WriterLease second = new WriterLease("second");
    assertThatThrownBy(() -> second.takeOver(lake, TABLES, found)).hasMessageContaining("run run");
  }

  @Test
  void aTakeOverThatIsOvertakenOnItsWayTakesNothing() {
    Table slow = lake.table("events");
    Transaction takeOver =
        new BaseTable(
                new TakeOverOperations(
                    ((BaseTable) slow).operations(), "events", new WriterLease("slow"), "run"),
                "events")
            .newTransaction();
    takeOver.updateProperties().set(WriterLease.PROPERTY, "slow").commit();
    new WriterLease("fast").takeOver(lake, TABLES);
    assertThatThrownBy(takeOver::commitTransaction).hasMessageContaining("run fast");
    assertThat(WriterLease.owners(lake, TABLES)).isEqualTo(Map.of("events", "fast"));
  }

  @Test
  void aLiveRunCommitsOneCheckpointAfterTheOther() {
    Table table = live();
    append(table, 5, file(5)).commit();
    append(table, 6, file(6)).commit();
    append(live(), 7, file(7)).commit();
    assertThat(rows()).isEqualTo(3);
  }

  @Test
  void othersMayCommitInBetween() {
    Table table = live();
    append(table, 5, file(5)).commit();
    lake.table("events").newAppend().appendFile(file(1)).commit();
    append(table, 6, file(6)).commit();
    assertThat(rows()).isEqualTo(3);
  }

  @Test
  void aCommitThatLandsLateIsNotRepeated() {
    DataFile file = file(5);
    AppendFiles repeated = append(live(), 5, file);
    append(lake.table("events"), 5, file).commit();
    assertThatThrownBy(repeated::commit)
        .isNotInstanceOf(CleanableFailure.class)
        .hasMessageContaining("checkpoint 5");
    assertThat(rows()).isEqualTo(1);
  }

  @Test
  void aCommitThatLandsLateIsNotRepeatedWithThoseBehindIt() {
    DataFile file = file(5);
    Table table = live();
    append(table, 4, file(4)).commit();
    AppendFiles repeated = append(table, 6, file, file(6));
    append(lake.table("events"), 5, file).commit();
    assertThatThrownBy(repeated::commit).hasMessageContaining("checkpoint 5");
    assertThat(rows()).isEqualTo(2);
  }

  @Test
  void aTaskThatWakesUpBehindLaterCommitsOfItsSuccessorCommitsNothing() {
    DataFile file = file(5);
    AppendFiles paused = append(live(), 5, file);
    append(live(), 5, file).commit();
    append(live(), 6, file(6)).commit();
    lake.table("events").newAppend().appendFile(file(7)).commit();
    assertThatThrownBy(paused::commit).hasMessageContaining("checkpoint 6");
    assertThat(rows()).isEqualTo(3);
  }

  @Test
  void theCheckpointsOfAnEarlierJobDoNotCount() {
    append(live(), 9, file(9)).set(SinkUtil.FLINK_JOB_ID, "earlier").commit();
    append(live(), 5, file(5)).commit();
    assertThat(rows()).isEqualTo(2);
  }

  @Test
  void ofCheckpointsThatBringNothingTheFirstAndOneNowAndThenHaveASnapshot() {
    Table table = loader(5).loadTable();
    for (int checkpoint = 1; checkpoint <= 17; checkpoint++) {
      append(table, checkpoint).commit();
    }
    assertThat(committed()).containsExactly(1L, 6L, 11L, 16L);
  }

  @Test
  void theFirstCheckpointOfAJobHasOneAlsoBehindWhatAnEarlierJobLeft() {
    Table table = loader(5).loadTable();
    append(table, 7).set(SinkUtil.FLINK_JOB_ID, "earlier").commit();
    append(table, 8).commit();
    append(table, 9).commit();
    assertThat(committed()).containsExactly(7L, 8L);
    assertThat(LiveCommit.newest(lake.table("events"), "job")).isPresent();
  }

  /** Also where no table has a commit of each checkpoint. */
  @Test
  void aCommitSaysWhichCheckpointTheOtherTablesHave() throws Exception {
    LiveTableLoader loader = loader(100);
    Table table = loader.loadTable();
    append(table, 4, file(4)).commit();
    assertThat(newestCommon()).isZero();
    for (long checkpoint : new long[] {5, 7, 8}) {
      append(table, checkpoint).commit();
    }
    append(table, 9, file(9)).commit();
    assertThat(committed()).containsExactly(4L, 9L);
    assertThat(CommonCheckpoint.of(lake, List.of(lake.table("events"))).all()).isEqualTo(7);
    assertThat(newestCommon()).as("but for a table that the job does not write").isEqualTo(9);
    append(lake.table("others"), 4).commit();
    assertThat(newestCommon()).as("of a quiet table that it does write").isEqualTo(7);
    loader.close();
  }

  private long newestCommon() {
    lake.ensureAll(List.of(LakeFixture.layout("others", TimePartitioning.DAYS)));
    return new RollBackAction(lake, List.of("events", "others")).newestCommon().orElse(-1);
  }

  @Test
  void whatBringsRowsIsCommittedAtOnce() {
    Table table = loader(5).loadTable();
    append(table, 1).commit();
    append(table, 2).commit();
    append(table, 3, file(3)).commit();
    append(table, 4).commit();
    append(table, 5, file(5)).commit();
    assertThat(committed()).containsExactly(1L, 3L, 5L);
    assertThat(rows()).isEqualTo(2);
  }

  @Test
  void aTableThatIsClosedSaysHowFarItIs() throws Exception {
    LiveTableLoader loader = loader(5);
    Table table = loader.loadTable();
    append(table, 1, file(1)).commit();
    append(table, 2).commit();
    append(table, 3).commit();
    loader.close();
    assertThat(committed()).containsExactly(1L, 3L);
  }

  @Test
  void aTableOfAnotherRunSaysNothingWhenItIsClosed() throws Exception {
    LiveTableLoader loader = loader(5);
    Table table = loader.loadTable();
    append(table, 1, file(1)).commit();
    append(table, 2).commit();
    new WriterLease("next").takeOver(lake, List.of("events"));
    loader.close();
    assertThat(committed()).containsExactly(1L);
  }

  @Test
  void icebergsSinkIsToldOfEveryCheckpointWhateverTheTableSays() {
    lake.table("events").updateProperties().set(TableCreator.EMPTY_COMMITS, "10").commit();
    assertThat(live().properties()).containsEntry(TableCreator.EMPTY_COMMITS, "1");
  }
}
