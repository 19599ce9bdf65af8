package io.tidemark.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.definition.Partitioning;
import java.nio.file.Path;
import java.util.List;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Table;
import org.apache.iceberg.flink.TableLoader;
import org.apache.iceberg.flink.sink.SinkUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A TaskManager that was taken for dead may wake up in the middle of a commit. */
class LiveTableLoaderTest {

  private static final String JOB = "job";

  @TempDir Path directory;

  private final TableLayout layout = LakeFixture.layout("events", Partitioning.DAYS);
  private Lake lake;
  private TableLoader loader;

  @BeforeEach
  void open() {
    lake = LakeFixture.lake(directory);
    lake.ensureAll(List.of(layout));
    LiveRun run = new LiveRun("run");
    run.takeOver(lake, List.of(layout.name()));
    loader = new LiveTableLoader(lake.loader(layout.name()), run);
    loader.open();
  }

  @AfterEach
  void close() throws Exception {
    loader.close();
    lake.close();
  }

  @Test
  void whatItsSuccessorHasCommittedMeanwhileIsNotCommittedAgain() {
    DataFile rows = rows(1);
    AppendFiles paused = commit(loader.loadTable(), JOB, 5, rows);
    commit(loader.loadTable(), JOB, 5, rows).commit();
    assertThatThrownBy(paused::commit).hasMessageContaining("checkpoint 5");
    assertThat(count()).isEqualTo(3);
  }

  @Test
  void norIfItsSuccessorIsFurther() {
    DataFile rows = rows(1);
    AppendFiles paused = commit(loader.loadTable(), JOB, 5, rows);
    commit(loader.loadTable(), JOB, 5, rows).commit();
    commit(loader.loadTable(), JOB, 6, rows(2)).commit();
    LakeFixture.append(lake.table(layout.name()), layout, LakeFixture.day(3, 3, 1));
    assertThatThrownBy(paused::commit).hasMessageContaining("checkpoint 6");
    assertThat(count()).isEqualTo(9);
  }

  @Test
  void aCommitOfSomebodyElseInBetweenChangesNothing() {
    commit(loader.loadTable(), JOB, 4, rows(1)).commit();
    AppendFiles next = commit(loader.loadTable(), JOB, 5, rows(2));
    LakeFixture.append(lake.table(layout.name()), layout, LakeFixture.day(3, 3, 1));
    next.commit();
    assertThat(count()).isEqualTo(9);
  }

  @Test
  void theCheckpointsOfAnEarlierJobDoNotCount() {
    commit(loader.loadTable(), "earlier", 9, rows(1)).commit();
    commit(loader.loadTable(), JOB, 5, rows(2)).commit();
    assertThat(count()).isEqualTo(6);
  }

  private DataFile rows(int day) {
    Table table = lake.table(layout.name());
    return LakeFixture.stage(table, layout, LakeFixture.day(day, 3, 1)).dataFile();
  }

  private static AppendFiles commit(Table table, String job, long checkpoint, DataFile rows) {
    return table
        .newAppend()
        .appendFile(rows)
        .set(SinkUtil.FLINK_JOB_ID, job)
        .set(SinkUtil.OPERATOR_ID, "sink")
        .set(SinkUtil.MAX_COMMITTED_CHECKPOINT_ID, String.valueOf(checkpoint));
  }

  private long count() {
    Table table = lake.table(layout.name());
    return Long.parseLong(table.currentSnapshot().summary().get("total-records"));
  }
}
