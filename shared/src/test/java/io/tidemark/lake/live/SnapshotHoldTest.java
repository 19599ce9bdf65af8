package io.tidemark.lake.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.definition.TimePartitioning;
import io.tidemark.lake.DelegatingTableOperations;
import io.tidemark.lake.Lake;
import io.tidemark.lake.LakeFixture;
import java.nio.file.Path;
import java.util.List;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.SnapshotRef;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run's tag comes and goes, whatever a live job commits meanwhile. */
class SnapshotHoldTest {

  @TempDir Path directory;
  private Lake lake;

  @BeforeEach
  void open() {
    lake = LakeFixture.lake(directory);
    lake.ensureAll(List.of(LakeFixture.layout("events", TimePartitioning.DAYS)));
    table()
        .updateProperties()
        .set(TableProperties.COMMIT_MIN_RETRY_WAIT_MS, "1")
        .set(TableProperties.COMMIT_NUM_RETRIES, "3")
        .commit();
    commits();
  }

  @AfterEach
  void close() {
    lake.close();
  }

  private Table table() {
    return lake.table("events");
  }

  private void commits() {
    table().newAppend().commit();
  }

  /**
   * The table of a run, to which something else is committed just before so many of its commits.
   */
  private Table contended(int times) {
    return new BaseTable(new Contended(((BaseTable) table()).operations(), times), "events");
  }

  private long current() {
    return table().currentSnapshot().snapshotId();
  }

  @Test
  void itComesThoughALiveCommitIsInTheWay() {
    long since = current();
    try (SnapshotHold hold = SnapshotHold.of(contended(2), "run", since)) {
      assertThat(SnapshotHold.held(table())).containsExactly(since);
    }
  }

  @Test
  void itGoesThoughALiveCommitIsInTheWay() {
    Table table = contended(0);
    SnapshotHold hold = SnapshotHold.of(table, "run", current());
    ((Contended) ((BaseTable) table).operations()).times = 2;
    hold.close();
    assertThat(table().refs()).containsOnlyKeys(SnapshotRef.MAIN_BRANCH);
  }

  @Test
  void itIsGivenUpAsOftenAsTheTableSays() {
    long since = current();
    Table table = contended(Integer.MAX_VALUE);
    assertThatThrownBy(() -> SnapshotHold.of(table, "run", since))
        .isInstanceOf(CommitFailedException.class);
    assertThat(((Contended) ((BaseTable) table).operations()).commits).isEqualTo(4);
  }

  private final class Contended extends DelegatingTableOperations {

    private int times;
    private int commits;

    Contended(TableOperations table, int times) {
      super(table);
      this.times = times;
    }

    @Override
    public void commit(TableMetadata base, TableMetadata metadata) {
      commits++;
      if (times-- > 0) {
        commits();
      }
      super.commit(base, metadata);
    }
  }
}
