package io.tidemark.lake.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.definition.TimePartitioning;
import io.tidemark.lake.Lake;
import io.tidemark.lake.LakeFixture;
import io.tidemark.lake.TableLayout;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.iceberg.Table;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Newest checkpoint of live jobs, which need not be the same in each of the tables. */
class LatestLiveCheckpointTest {

  private static final List<String> TABLES = List.of("events", "features", "missing");

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

  private void commit(TableLayout layout, String job, long checkpoint) {
    LakeFixture.append(
        lake.table(layout.name()),
        layout,
        List.of(LakeFixture.row(1, LakeFixture.START + checkpoint, job + checkpoint, 1.0)),
        Map.of(
            "flink.job-id",
            job,
            "flink.operator-id",
            "sink",
            "flink.max-committed-checkpoint-id",
            "" + checkpoint));
  }

  private LatestLiveCheckpoint history() {
    return LatestLiveCheckpoint.of(lake, TABLES);
  }

  @Test
  void withoutACommitAnyCheckpointWillDo() {
    assertThat(history()).isEqualTo(new LatestLiveCheckpoint(0, Optional.empty(), Set.of()));
    assertThat(history().isBehind(1, "any")).isTrue();
  }

  @Test
  void theTableThatIsFurthestCounts() {
    commit(events, "zombie", 5);
    commit(features, "zombie", 4);
    commit(events, "live", 6);
    assertThat(history())
        .isEqualTo(new LatestLiveCheckpoint(6, Optional.of("live"), Set.of("zombie")));
  }

  @Test
  void aCheckpointOfTheSameNumberHasToBeOfTheJobThatWroteTheTables() {
    commit(events, "zombie", 5);
    commit(events, "live", 6);
    assertThat(history().isBehind(6, "live")).isTrue();
    assertThat(history().isBehind(6, "li")).as("as a savepoint is named").isTrue();
    assertThat(history().isBehind(6, "")).as("moved or renamed").isTrue();
    assertThat(history().isBehind(6, "zombie")).isFalse();
    assertThat(history().isBehind(6, "third")).isFalse();
  }

  @Test
  void aGreaterNumberOfAJobThatWasSupersededIsOfMessagesThatTheTablesHave() {
    commit(events, "zombie", 5);
    commit(events, "live", 6);
    assertThat(history().isBehind(7, "zombie")).isFalse();
    assertThat(history().isBehind(7, "successor")).isTrue();
    assertThat(history().isBehind(5, "live")).isFalse();
  }

  /** By the time that the last of its commits is forgotten, its checkpoints are of long ago. */
  @Test
  void aSupersededJobThatIsForgottenIsFarBehind() {
    Table table = lake.table("events");
    table.updateProperties().set(KeptSnapshots.MOST, "20").commit();
    commit(events, "zombie", 5);
    for (int checkpoint = 6; checkpoint <= 30; checkpoint++) {
      commit(events, "live", checkpoint);
    }
    LiveSnapshotExpiryTask.expire(lake.table("events"));
    assertThat(history()).isEqualTo(new LatestLiveCheckpoint(30, Optional.of("live"), Set.of()));
    assertThat(history().isBehind(7, "zombie")).isFalse();
    assertThat(history().isBehind(30, "zombie")).isFalse();
  }

  @Test
  void whatARollBackHasLeftMayBeOfAnyJob() {
    commit(events, "first", 4);
    commit(events, "second", 6);
    new RollBackAction(lake, List.of("events")).to(5);
    assertThat(history()).isEqualTo(new LatestLiveCheckpoint(5, Optional.empty(), Set.of()));
    assertThat(history().isBehind(5, "second")).isTrue();
  }
}
