package io.tidemark.lake.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.definition.TimePartitioning;
import io.tidemark.lake.Lake;
import io.tidemark.lake.LakeFixture;
import io.tidemark.lake.TableLayout;
import io.tidemark.lake.live.LiveCommit;
import io.tidemark.lake.live.WriterLease;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LakeSinkIT {

  private static final int ROWS = 240;

  @TempDir Path directory;

  private final TableLayout layout = LakeFixture.layout(TimePartitioning.DAYS);
  private Lake lake;

  @BeforeEach
  void open() {
    lake = LakeFixture.lake(directory);
    lake.ensureAll(List.of(layout));
  }

  @AfterEach
  void close() {
    lake.close();
  }

  private static List<RowData> rows() {
    List<RowData> rows = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      rows.add(LakeFixture.row(i % 7, LakeFixture.START + i * 3_600_000L, "e" + i, 1.0));
    }
    return rows;
  }

  /** Keeps a job busy long enough for several checkpoints. */
  private static RowData slowly(RowData row) throws InterruptedException {
    Thread.sleep(20);
    return row;
  }

  private DataStream<RowData> slow(DataStream<RowData> rows) {
    return rows.map(LakeSinkIT::slowly)
        .returns(InternalTypeInfo.of(layout.rowType()))
        .setParallelism(1) // chained to the source: no queue of rows that barriers wait behind
        .name("slow")
        .uid("slow");
  }

  private List<Snapshot> snapshots() {
    Table table = lake.table(layout.name());
    List<Snapshot> snapshots = new ArrayList<>();
    table.snapshots().forEach(snapshots::add);
    return snapshots;
  }

  @ParameterizedTest
  @EnumSource(
      value = RuntimeExecutionMode.class,
      names = {"STREAMING", "BATCH"})
  void commitsAllRowsOnce(RuntimeExecutionMode mode) throws Exception {
    StreamExecutionEnvironment environment = LakeJobFixture.environment(mode);
    if (mode == RuntimeExecutionMode.STREAMING) {
      environment.enableCheckpointing(300);
    }
    DataStream<RowData> rows = slow(LakeJobFixture.rows(environment, layout, rows()));
    new LakeSink(layout, 2, Map.of("tidemark.pipeline", "shop")).append(lake, rows);
    environment.execute("sink in " + mode);

    assertThat(LakeFixture.spends(lake.table(layout.name())))
        .hasSize(ROWS)
        .allSatisfy((id, spend) -> assertThat(spend).isEqualTo(1));
    assertThat(snapshots())
        .allSatisfy(
            s ->
                assertThat(s.summary())
                    .containsEntry("tidemark.pipeline", "shop")
                    .containsKeys("flink.job-id", "flink.max-committed-checkpoint-id"));
    if (mode == RuntimeExecutionMode.STREAMING) {
      assertThat(snapshots()).hasSizeGreaterThan(2);
    }
  }

  @Test
  void commitsEmptyCheckpointsToo() throws Exception {
    StreamExecutionEnvironment environment =
        LakeJobFixture.environment(RuntimeExecutionMode.STREAMING);
    environment.enableCheckpointing(300);
    DataStream<RowData> few =
        slow(LakeJobFixture.rows(environment, layout, rows()))
            .filter(row -> row.getString(2).toString().matches("e[0-5]"))
            .name("few")
            .uid("few");
    new LakeSink(layout, 2).append(lake, few);
    environment.execute("a sink with little to do");

    Set<String> checkpoints = new HashSet<>();
    long empty = 0;
    for (Snapshot snapshot : snapshots()) {
      checkpoints.add(snapshot.summary().get("flink.max-committed-checkpoint-id"));
      empty += snapshot.summary().containsKey("added-records") ? 0 : 1;
    }
    assertThat(empty).isGreaterThan(1);
    assertThat(checkpoints).hasSameSizeAs(snapshots());
    assertThat(LakeFixture.spends(lake.table(layout.name()))).hasSize(6);
  }

  @Test
  void theTableOfALiveRunHasNoSnapshotOfEveryQuietCheckpoint() throws Exception {
    StreamExecutionEnvironment environment =
        LakeJobFixture.environment(RuntimeExecutionMode.STREAMING);
    environment.enableCheckpointing(100);
    DataStream<RowData> few =
        slow(LakeJobFixture.rows(environment, layout, rows()))
            .filter(row -> row.getString(2).toString().equals("e0"))
            .name("few")
            .uid("few");
    WriterLease run = new WriterLease("run");
    run.takeOver(lake, List.of(layout.name()));
    new LakeSink(layout, 2).append(lake, run, few);
    environment.execute("a live sink with little to do");

    List<LiveCommit> commits =
        snapshots().stream().flatMap(s -> LiveCommit.of(s.summary()).stream()).toList();
    assertThat(commits).hasSizeBetween(2, 3);
    assertThat(commits.get(commits.size() - 1).checkpoint())
        .as("the last one says how far it is")
        .isGreaterThan(10);
    assertThat(LakeFixture.spends(lake.table(layout.name()))).containsOnlyKeys("e0");
  }

  @Test
  void closesFilesBeforeTooManyAreOpen() throws Exception {
    int days = 2 * PartitionLimitedWriter.MAX_PARTITIONS;
    List<RowData> roundAndRound = new ArrayList<>();
    for (int i = 0; i < 2 * days; i++) {
      long time = LakeFixture.START + i % days * LakeFixture.DAY;
      roundAndRound.add(LakeFixture.row(1, time, "e" + i, 1.0));
    }
    StreamExecutionEnvironment environment =
        LakeJobFixture.environment(RuntimeExecutionMode.STREAMING);
    new LakeSink(layout, 1).append(lake, LakeJobFixture.rows(environment, layout, roundAndRound));
    environment.execute("rows of many days");

    Table table = lake.table(layout.name());
    assertThat(LakeFixture.spends(table)).hasSize(2 * days);
    assertThat(table.currentSnapshot().summary())
        .as("a file for each row, where without a bound there is one for each day")
        .containsEntry("total-data-files", String.valueOf(2 * days));
  }
}
