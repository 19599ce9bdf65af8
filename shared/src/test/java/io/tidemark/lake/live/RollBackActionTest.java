package io.tidemark.lake.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.definition.TimePartitioning;
import io.tidemark.definition.UserException;
import io.tidemark.lake.Lake;
import io.tidemark.lake.LakeFixture;
import io.tidemark.lake.TableLayout;
import io.tidemark.lake.publish.RangePublishPlan;
import io.tidemark.lake.publish.RangePublisher;
import io.tidemark.lake.write.StagedFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.data.RowData;
import org.apache.iceberg.Table;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RollBackActionTest {

  @TempDir Path directory;

  private final TableLayout events = LakeFixture.layout("events", TimePartitioning.DAYS);
  private final TableLayout features = LakeFixture.layout("features", TimePartitioning.DAYS);
  private Lake lake;

  @BeforeEach
  void open() {
    lake = LakeFixture.lake(directory);
    lake.ensureAll(List.of(events, features));
  }

  @AfterEach
  void close() {
    lake.close();
  }

  private void commit(TableLayout layout, String jobId, long checkpoint, int rows) {
    String marker = layout.name() + checkpoint + jobId;
    List<RowData> day =
        rows == 0
            ? List.of()
            : List.of(LakeFixture.row(1, LakeFixture.START + checkpoint, marker, 1.0));
    LakeFixture.append(
        table(layout),
        layout,
        day,
        Map.of(
            "flink.job-id",
            jobId,
            "flink.operator-id",
            "sink",
            "flink.max-committed-checkpoint-id",
            "" + checkpoint));
  }

  private Table table(TableLayout layout) {
    return lake.table(layout.name());
  }

  private RollBackAction rollBack() {
    return new RollBackAction(lake, List.of("events", "features"));
  }

  @Test
  void withoutLiveCommitsThereIsNoCheckpoint() {
    LakeFixture.append(table(events), events, LakeFixture.day(0, 3, 1));
    assertThat(rollBack().newestCommon()).isEmpty();
  }

  @Test
  void theNewestCommonCheckpointIsThatOfTheTableThatIsBehind() {
    for (long checkpoint : new long[] {3, 4, 9}) {
      commit(events, "job", checkpoint, 1);
    }
    commit(features, "job", 4, 1);
    assertThat(rollBack().newestCommon()).hasValue(4);
  }

  @Test
  void aTableWithoutTheFirstCheckpointTakesTheOthersBackToTheBeginning() {
    commit(events, "job", 1, 1);
    assertThat(rollBack().newestCommon()).hasValue(0);
    assertThat(rollBack().to(0)).hasSize(1);
    assertThat(LakeFixture.spends(table(events))).isEmpty();
    assertThat(LiveCommit.newest(table(events))).hasValue(new LiveCommit("job", 0));
  }

  @Test
  void aTableThatIsNewOrLongLeftBehindHoldsNobodyBack() {
    commit(features, "old", 1, 1);
    for (long checkpoint : new long[] {6, 7, 8}) {
      commit(events, "job", checkpoint, 1);
    }
    assertThat(rollBack().newestCommon()).hasValue(8);
  }

  @Test
  void takesBackWhatLiveJobsCommittedSinceAndNothingElse() {
    commit(events, "old", 4, 1);
    commit(events, "job", 5, 1);
    LakeFixture.append(table(events), events, LakeFixture.day(3, 1, 7));
    commit(events, "job", 6, 1);
    commit(events, "job", 7, 0);

    assertThat(rollBack().to(4)).hasSize(1);

    assertThat(LakeFixture.spends(table(events))).containsOnlyKeys("events4old", "e3-0");
    assertThat(LiveCommit.newest(table(events))).hasValue(new LiveCommit("old", 4));
    assertThat(rollBack().to(4)).as("asked again").isEmpty();
  }

  @Test
  void goesOnFromThereAndFurtherBack() {
    for (long checkpoint : new long[] {1, 2, 3}) {
      commit(events, "job", checkpoint, 1);
    }
    rollBack().to(2);
    commit(events, "next", 3, 1);
    assertThat(LakeFixture.spends(table(events)))
        .containsOnlyKeys("events1job", "events2job", "events3next");
    assertThat(LiveCommit.newest(table(events))).hasValue(new LiveCommit("next", 3));

    rollBack().to(1);
    assertThat(LakeFixture.spends(table(events))).containsOnlyKeys("events1job");
    assertThat(LiveCommit.standing(table(events))).containsExactly(new LiveCommit("job", 1));
  }

  @Test
  void refusesWhereABackfillHasReplacedTheRows() {
    commit(features, "job", 1, 1);
    commit(features, "job", 2, 1);
    RangePublishPlan run =
        RangePublishPlan.begin(features, table(features), "run", LakeFixture.days(0, 1));
    StagedFile file = LakeFixture.stage(table(features), features, LakeFixture.day(0, 2, 3));
    new RangePublisher(table(features), run).publish(List.of(file), 2, Map.of());

    assertThatThrownBy(() -> rollBack().to(1))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("have since been replaced");
    assertThat(LakeFixture.spends(table(features))).hasSize(2);
  }

  @Test
  void aQuietTableHoldsTheOthersBackByNoMoreThanTheyMayBeApart() {
    commit(features, "job", 1, 0);
    for (long checkpoint = 1; checkpoint <= 9; checkpoint++) {
      commit(events, "job", checkpoint, 1);
    }
    assertThat(rollBack().newestCommon()).hasValue(7);
    assertThat(rollBack().to(7)).hasSize(1);
    assertThat(rollBack().newestCommon()).as("asked again").hasValue(7);
    commit(features, "job", 7, 0);
    assertThat(rollBack().newestCommon()).as("a table that says how far it is").hasValue(7);
  }

  @Test
  void refusesWhereSnapshotsThatItWouldTakeBackHaveExpired() {
    for (long checkpoint = 1; checkpoint <= 5; checkpoint++) {
      commit(events, "job", checkpoint, 1);
    }
    table(events).expireSnapshots().expireOlderThan(Long.MAX_VALUE).retainLast(2).commit();
    assertThatThrownBy(() -> rollBack().to(2))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("have expired");
    assertThat(LakeFixture.spends(table(events))).hasSize(5);
    assertThat(rollBack().to(4)).hasSize(1);
  }
}
