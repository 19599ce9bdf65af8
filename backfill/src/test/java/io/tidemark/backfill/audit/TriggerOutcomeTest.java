package io.tidemark.backfill.audit;

import static io.tidemark.backfill.audit.TriggerRecord.Kind.ASKS;
import static io.tidemark.backfill.audit.TriggerRecord.Kind.LATE;
import static io.tidemark.backfill.audit.TriggerRecord.Kind.ROW;
import static io.tidemark.backfill.audit.TriggerRecord.Kind.SILENT;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.backfill.audit.TriggerRecord.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

class TriggerOutcomeTest {

  @Test
  void anEventHasItsRowHoweverOftenItCame() {
    assertThat(outcomes(fact(ASKS, 1), fact(ROW, 0))).containsExactly(TriggerOutcome.WRITTEN);
    assertThat(outcomes(fact(ASKS, 1), fact(ASKS, 9), fact(ROW, 0)))
        .containsExactly(TriggerOutcome.WRITTEN);
  }

  @Test
  void withoutARowItIsLateOrMissing() {
    assertThat(outcomes(fact(ASKS, 1))).containsExactly(TriggerOutcome.MISSING);
    assertThat(outcomes(fact(ASKS, 1), fact(LATE, 1))).containsExactly(TriggerOutcome.LATE);
    assertThat(outcomes(fact(ASKS, 1), fact(LATE, 2))).containsExactly(TriggerOutcome.MISSING);
  }

  @Test
  void aHealedEventHasARowAndIsInTheLedger() {
    assertThat(outcomes(fact(ASKS, 1), fact(LATE, 1), fact(ROW, 0)))
        .containsExactly(TriggerOutcome.WRITTEN);
  }

  @Test
  void aRowTwiceOrOfNothingIsAFault() {
    assertThat(outcomes(fact(ASKS, 1), fact(ROW, 0), fact(ROW, 0)))
        .containsExactly(TriggerOutcome.REPEATED);
    assertThat(outcomes(fact(ROW, 0))).containsExactly(TriggerOutcome.EXTRA);
    assertThat(outcomes(fact(SILENT, 1), fact(ROW, 0))).containsExactly(TriggerOutcome.EXTRA);
  }

  @Test
  void whatAsksForNothingHasNothing() {
    assertThat(outcomes(fact(SILENT, 1))).isEmpty();
    assertThat(outcomes(fact(LATE, 1))).isEmpty();
  }

  @Test
  void ofSeveralArrivalsTheFirstSaysWhetherItAsks() {
    assertThat(outcomes(fact(ASKS, 5), fact(SILENT, 1))).isEmpty();
    assertThat(outcomes(fact(SILENT, 5), fact(ASKS, 1))).containsExactly(TriggerOutcome.MISSING);
  }

  @Test
  void entitiesAreLookedAtOneByOne() {
    TriggerRecord other = new TriggerRecord(ASKS, new byte[] {8}, 0, 2);
    assertThat(outcomes(fact(ASKS, 1), fact(ROW, 0), other))
        .containsExactly(TriggerOutcome.WRITTEN, TriggerOutcome.MISSING);
  }

  @Test
  void beforeTheWatermarkHasPassedItWaits() {
    assertThat(TriggerOutcome.of(List.of(fact(ASKS, 1)), false))
        .containsExactly(TriggerOutcome.WAITING);
    assertThat(TriggerOutcome.of(List.of(fact(SILENT, 1)), false)).isEmpty();
  }

  private static List<TriggerOutcome> outcomes(TriggerRecord... facts) {
    return TriggerOutcome.of(List.of(facts), true);
  }

  private static TriggerRecord fact(Kind kind, long offset) {
    return new TriggerRecord(kind, kind == LATE ? new byte[0] : new byte[] {7}, 0, offset);
  }
}
