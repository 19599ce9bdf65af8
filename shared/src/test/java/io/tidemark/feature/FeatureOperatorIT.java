package io.tidemark.feature;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.feature.FeatureOperatorHarness.Outcome;
import io.tidemark.feature.FeatureOperatorHarness.Report;
import io.tidemark.feature.FeatureOperatorHarness.Row;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows are written once, when the watermark passes them, over stops and restarts too. */
class FeatureOperatorIT {

  private static final int CUSTOMERS = 20;

  @TempDir Path dir;

  @Test
  void aRowIsWrittenWhenTheWatermarkReachesItsTime() throws Exception {
    Outcome before =
        FeatureOperatorHarness.play(dir, 1, null, false, s -> s.event(1, 1000, "a").watermark(999));
    assertThat(before.rows()).isEmpty();
    Outcome after =
        FeatureOperatorHarness.play(
            dir, 1, before.savepoint(), false, s -> s.watermark(999).watermark(1000));
    assertThat(after.rows()).containsExactly(new Row(1, 1000, "a", 1, 1));
    Outcome again =
        FeatureOperatorHarness.play(
            dir, 1, after.savepoint(), false, s -> s.watermark(1000).watermark(5000));
    assertThat(again.rows()).isEmpty();
  }

  @Test
  void aLateEventHasNoRowButIsInAllLaterOnes() throws Exception {
    Outcome outcome =
        FeatureOperatorHarness.play(
            dir,
            1,
            null,
            false,
            s ->
                s.event(1, 1000, "a")
                    .watermark(1500)
                    .event(1, 1500, "at the watermark")
                    .event(1, 300, "far behind")
                    .event(1, 1501, "b")
                    .event(1, 2400, "c")
                    .watermark(3000));
    assertThat(outcome.rows())
        .containsExactly(
            new Row(1, 1000, "a", 1, 1), new Row(1, 1501, "b", 4, 3), new Row(1, 2400, "c", 5, 3));
  }

  @Test
  void anEventThatComesAgainCountsOnce() throws Exception {
    Outcome outcome =
        FeatureOperatorHarness.play(
            dir,
            1,
            null,
            false,
            s ->
                s.event(1, 1000, "a", 7)
                    .event(1, 1000, "a", 3)
                    .event(1, 1000, "b", 9)
                    .watermark(1500)
                    .event(1, 1000, "a", 8)
                    .event(1, 1000, "late", 10)
                    .event(1, 1000, "late", 11)
                    .event(1, 2000, "a", 12)
                    .watermark(2500));
    assertThat(outcome.rows())
        .containsExactly(
            new Row(1, 1000, "a", 2, 2), new Row(1, 1000, "b", 2, 2), new Row(1, 2000, "a", 4, 4));
  }

  @Test
  void aRestoreAtAnotherParallelismWritesNoRowTwiceAndKeepsTheFrontier() throws Exception {
    Outcome one =
        FeatureOperatorHarness.play(dir, 1, null, false, s -> round(s, 1000, 9000).watermark(3000));
    assertThat(one.rows()).hasSize(CUSTOMERS).allMatch(r -> r.time() == 1000);
    Outcome three =
        FeatureOperatorHarness.play(
            dir,
            3,
            one.savepoint(),
            false,
            s -> round(s, 2500, 3000, 3001).watermark(1000).watermark(5000));
    assertThat(three.rows()).hasSize(CUSTOMERS).allMatch(r -> r.time() == 3001 && r.n() == 4);
    Outcome two =
        FeatureOperatorHarness.play(
            dir, 2, three.savepoint(), false, s -> round(s, 4999).watermark(9000));
    assertThat(two.rows()).hasSize(CUSTOMERS).allMatch(r -> r.time() == 9000 && r.n() == 6);
  }

  @Test
  void everyCheckpointIsReportedByEverySubtask() throws Exception {
    Outcome outcome =
        FeatureOperatorHarness.play(dir, 2, null, false, s -> round(s, 1000).watermark(700));
    assertThat(outcome.reports())
        .containsExactly(new Report(1, 0, 700, 2), new Report(1, 1, 700, 2));
    Outcome restored = FeatureOperatorHarness.play(dir, 3, outcome.savepoint(), false, s -> {});
    assertThat(restored.reports())
        .containsExactly(
            new Report(2, 0, 700, 3), new Report(2, 1, 700, 3), new Report(2, 2, 700, 3));
  }

  @Test
  void completeInputIsReportedOnceAheadOfItsCheckpoint() throws Exception {
    Outcome outcome =
        FeatureOperatorHarness.play(dir, 2, null, true, s -> round(s, 1000).watermark(700));
    assertThat(outcome.rows()).hasSize(CUSTOMERS);
    assertThat(outcome.reports())
        .containsExactly(new Report(1, 0, Long.MAX_VALUE, 2), new Report(1, 1, Long.MAX_VALUE, 2));
  }

  @Test
  void afterCompleteInputARunGoesOnBehindTheNewestEvent() throws Exception {
    Outcome complete =
        FeatureOperatorHarness.play(
            dir, 2, null, true, s -> round(s, 1000).event(7, 2000, "newest").watermark(10));
    Outcome after =
        FeatureOperatorHarness.play(
            dir,
            3,
            complete.savepoint(),
            false,
            s -> round(s, 2000, 2001).watermark(Long.MIN_VALUE + 1).watermark(2500));
    assertThat(after.rows()).hasSize(CUSTOMERS).allMatch(r -> r.time() == 2001);
    assertThat(after.reports()).extracting(Report::watermark).containsOnly(2500L);
  }

  @Test
  void eventsOfAnEarlierRunCountForTheFrontierToo() throws Exception {
    Outcome stopped =
        FeatureOperatorHarness.play(dir, 1, null, false, s -> s.event(1, 9000, "a").watermark(5));
    Outcome complete = FeatureOperatorHarness.play(dir, 2, stopped.savepoint(), true, s -> {});
    assertThat(complete.rows()).containsExactly(new Row(1, 9000, "a", 1, 1));
    Outcome after =
        FeatureOperatorHarness.play(
            dir,
            1,
            complete.savepoint(),
            false,
            s -> s.event(2, 8000, "late").event(2, 9001, "b").watermark(9500));
    assertThat(after.rows()).containsExactly(new Row(2, 9001, "b", 2, 1));
  }

  @Test
  void rowsOnAGridGoOnAfterTheLastEventAsLongAsAWindowReachesIt() throws Exception {
    Outcome outcome =
        FeatureOperatorHarness.play(
            FeatureOperatorHarness.AT_SECONDS,
            dir,
            1,
            null,
            false,
            s -> s.event(1, 1500, "a").event(1, 2000, "b").watermark(9000));
    assertThat(outcome.rows())
        .containsExactly(
            new Row(1, 2000, "", 1, 1),
            new Row(1, 3000, "", 2, 1),
            new Row(1, 4000, "", 2, 0),
            new Row(1, 5000, "", 1, 0));
    assertThat(outcome.reports()).extracting(Report::watermark).containsOnly(9000L);
  }

  /** Which events the next moments have is not said by an input that ends. */
  @Test
  void theEndOfTheInputMakesNoTimePassOnAGrid() throws Exception {
    Outcome complete =
        FeatureOperatorHarness.play(
            FeatureOperatorHarness.AT_SECONDS,
            dir,
            2,
            null,
            true,
            s -> s.event(1, 1500, "a").event(1, 2500, "b").watermark(2100));
    assertThat(complete.rows()).containsExactly(new Row(1, 2000, "", 1, 1));
    assertThat(complete.reports()).extracting(Report::watermark).containsOnly(2100L);
    Outcome after =
        FeatureOperatorHarness.play(
            FeatureOperatorHarness.AT_SECONDS,
            dir,
            1,
            complete.savepoint(),
            false,
            s -> s.event(1, 2600, "c").event(1, 2050, "late").watermark(4000));
    assertThat(after.rows())
        .containsExactly(new Row(1, 3000, "", 4, 3), new Row(1, 4000, "", 4, 0));
  }

  @Test
  void anEntityThatWasForgottenBeginsAnew() throws Exception {
    long day = 86_400_000;
    Outcome outcome =
        FeatureOperatorHarness.play(
            FeatureOperatorHarness.AT_SECONDS,
            dir,
            1,
            null,
            false,
            s ->
                s.event(1, 1000, "a")
                    .watermark(2 * day)
                    .event(1, 1000, "a")
                    .event(1, 2 * day + 500, "b")
                    .watermark(2 * day + 1000));
    assertThat(outcome.rows())
        .containsExactly(
            new Row(1, 2000, "", 1, 1),
            new Row(1, 3000, "", 1, 0),
            new Row(1, 4000, "", 1, 0),
            new Row(1, 2 * day + 1000, "", 1, 1));
  }

  /** An event of each customer at each time. */
  private static ScriptedEventSource round(ScriptedEventSource script, long... times) {
    List<Long> customers = new ArrayList<>();
    for (long customer = 0; customer < CUSTOMERS; customer++) {
      customers.add(customer);
    }
    for (long time : times) {
      customers.forEach(c -> script.event(c, time, c + "@" + time));
    }
    return script;
  }
}
