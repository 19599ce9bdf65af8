package io.tidemark.lake.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.definition.TimePartitioning;
import io.tidemark.lake.Lake;
import io.tidemark.lake.LakeFixture;
import io.tidemark.lake.TableLayout;
import io.tidemark.lake.TimeRange;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.iceberg.Table;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealedRangeTest {

  @TempDir Path directory;

  private final TableLayout layout = LakeFixture.layout(TimePartitioning.DAYS);
  private Lake lake;
  private Table features;
  private Table progress;

  @BeforeEach
  void open() {
    lake = LakeFixture.lake(directory);
    features = lake.ensure(layout, Map.of());
    progress = lake.ensure(ProgressRecord.LAYOUT, Map.of());
  }

  @AfterEach
  void close() {
    lake.close();
  }

  private void commit(String jobId, long checkpoint) {
    LakeFixture.append(
        features,
        layout,
        List.of(),
        Map.of("flink.job-id", jobId, "flink.max-committed-checkpoint-id", "" + checkpoint));
  }

  private void progress(String jobId, long checkpoint, int parallelism, long... watermarks) {
    progress("customer_activity", jobId, checkpoint, parallelism, watermarks);
  }

  private void progress(
      String featureSet, String jobId, long checkpoint, int parallelism, long... watermarks) {
    reports(featureSet, jobId, checkpoint, checkpoint, parallelism, watermarks);
  }

  private void reports(
      String featureSet,
      String jobId,
      long committedWith,
      long checkpoint,
      int parallelism,
      long... watermarks) {
    List<RowData> rows = new ArrayList<>();
    for (int i = 0; i < watermarks.length; i++) {
      rows.add(
          GenericRowData.of(
              StringData.fromString(featureSet),
              StringData.fromString(jobId),
              checkpoint,
              i,
              watermarks[i],
              parallelism));
    }
    progress
        .newAppend()
        .appendFile(ProgressRecordFixture.stage(progress, rows).dataFile())
        .set("flink.job-id", jobId)
        .set("flink.max-committed-checkpoint-id", "" + committedWith)
        .commit();
  }

  private SealedRange sealed() {
    return SealedRange.of(lake, "customer_activity", List.of());
  }

  @Test
  void withoutALiveJobAnyRangeMayBeWritten() {
    assertThat(sealed()).isEqualTo(new SealedRange.NeverLive());
    LakeFixture.append(features, layout, LakeFixture.day(0, 3, 1));
    progress("other_set", "job", 1, 1, 10);
    assertThat(sealed()).isEqualTo(new SealedRange.NeverLive());
    assertThat(sealed().covers(LakeFixture.days(0, 1))).isTrue();
  }

  @Test
  void theLeastWatermarkOfTheLastCommittedCheckpointCounts() {
    progress("job", 1, 2, 10, 11);
    progress("job", 2, 2, 25, 20);
    progress("job", 3, 2, 30, 31);
    commit("job", 2);
    assertThat(sealed()).isEqualTo(new SealedRange.UpTo(20, "job"));
    assertThat(sealed().covers(new TimeRange("event_time", 0, 21))).isTrue();
    assertThat(sealed().covers(new TimeRange("event_time", 0, 22))).isFalse();
  }

  @Test
  void theLastWordOfEverySubtaskCountsEvenOfDifferentCheckpoints() {
    progress("job", 1, 2, 10, 11);
    progress("job", 40, 2, 25);
    commit("job", 41);
    assertThat(sealed()).isEqualTo(new SealedRange.UpTo(11, "job"));
  }

  @Test
  void theLastWordsAreOfTheNextCheckpointWhereOneWasGivenUp() {
    progress("job", 1, 1, 10);
    reports("customer_activity", "job", 2, 3, 1, Long.MAX_VALUE);
    commit("job", 2);
    assertThat(sealed()).isEqualTo(new SealedRange.UpTo(Long.MAX_VALUE, "job"));
  }

  @Test
  void aBackfillDoesNotHideTheLiveJob() {
    progress("job", 1, 1, 10);
    commit("job", 1);
    LakeFixture.append(features, layout, LakeFixture.day(0, 1, 1));
    assertThat(sealed()).isEqualTo(new SealedRange.UpTo(10, "job"));
  }

  @Test
  void aNewJobSealsNothingUntilItSaysSo() {
    progress("old", 5, 1, 10);
    commit("old", 5);
    commit("new", 1);
    assertThat(sealed()).isEqualTo(new SealedRange.Unknown());
    assertThat(sealed().covers(LakeFixture.days(0, 1))).isFalse();
    progress("other_set", "new", 1, 1, 99);
    assertThat(sealed()).isEqualTo(new SealedRange.Unknown());
  }

  @Test
  void completeInputSealsAllOfTime() {
    progress("job", 7, 2, Long.MAX_VALUE, Long.MAX_VALUE);
    commit("job", 7);
    assertThat(sealed().covers(TimeRange.always("event_time"))).isTrue();
  }

  @Test
  void aLiveJobIsNotForgottenWithItsSnapshots() {
    progress("job", 1, 1, 10);
    commit("job", 1);
    for (int i = 0; i < 3; i++) {
      LakeFixture.append(features, layout, LakeFixture.day(i, 1, 1));
    }
    features.expireSnapshots().expireOlderThan(Long.MAX_VALUE).retainLast(1).commit();
    assertThat(sealed()).isEqualTo(new SealedRange.Unknown());
  }

  private void takeOver() {
    new WriterLease("next").takeOver(lake, List.of(layout.name(), ProgressRecord.TABLE));
  }

  @Test
  void thatTheInputWasCompleteHoldsUntilTheNextRunTakesOver() {
    progress("job", 6, 2, 12, 10);
    progress("job", 7, 2, Long.MAX_VALUE, Long.MAX_VALUE);
    commit("job", 7);
    assertThat(sealed()).isEqualTo(new SealedRange.UpTo(Long.MAX_VALUE, "job"));
    takeOver();
    assertThat(sealed()).isEqualTo(new SealedRange.UpTo(10, "job"));
  }

  /** Its tables are committed one after the other, and progress may be the first of them. */
  @Test
  void itDoesNotHoldAgainWhenTheNextRunHasReportedItsProgress() {
    progress("job", 6, 1, 10);
    progress("job", 7, 1, Long.MAX_VALUE);
    commit("job", 7);
    takeOver();
    progress("next", 8, 1, 12);
    assertThat(sealed()).isEqualTo(new SealedRange.UpTo(10, "job"));
    commit("next", 8);
    assertThat(sealed()).isEqualTo(new SealedRange.UpTo(12, "next"));
  }

  @Test
  void norWhenWhatTheNextRunHasWrittenWasTakenBack() {
    progress("job", 6, 1, 10);
    progress("job", 7, 1, Long.MAX_VALUE);
    commit("job", 7);
    takeOver();
    commit("next", 8);
    new RollBackAction(lake, List.of(layout.name())).to(7);
    assertThat(sealed()).isEqualTo(new SealedRange.UpTo(10, "job"));
  }

  @Test
  void whatWasPassedHoldsForTheNextRunToo() {
    progress("job", 7, 1, 10);
    commit("job", 7);
    takeOver();
    assertThat(sealed()).isEqualTo(new SealedRange.UpTo(10, "job"));
  }

  @Test
  void aRunThatHasCompletedItsInputAtOnceHasPassedNothing() {
    progress("job", 1, 1, Long.MAX_VALUE);
    commit("job", 1);
    takeOver();
    assertThat(sealed()).isEqualTo(new SealedRange.Unknown());
  }

  @Test
  void aTableThatARunHasTakenOverIsNoLongerFree() {
    takeOver();
    assertThat(sealed()).isEqualTo(new SealedRange.Unknown());
  }

  @Test
  void aQuietTableIsSealedByWhatTheOthersTell() {
    commit("job", 1);
    for (int checkpoint = 1; checkpoint <= 9; checkpoint++) {
      progress("job", checkpoint, 1, 10 * checkpoint);
    }
    assertThat(sealed()).isEqualTo(new SealedRange.UpTo(70, "job"));
    commit("job", 9);
    assertThat(sealed()).isEqualTo(new SealedRange.UpTo(90, "job"));
  }
}
