package io.tidemark.backfill.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.event.GapReason;
import org.junit.jupiter.api.Test;

class PartitionOffsetsTest {

  private final PartitionOffsets offsets = new PartitionOffsets();

  @Test
  void eventsRejectsAndGapsAccountForEverythingInAnyOrder() {
    offsets.gap(GapReason.TRANSACTION, new OffsetRange(4, 6));
    offsets.rejected(3);
    offsets.accepted(7);
    offsets.accepted(2);
    offsets.gap(GapReason.BEFORE_START, new OffsetRange(0, 2));
    offsets.accepted(6);
    OffsetAuditResult audit = audit();
    assertThat(audit.holds()).isTrue();
    assertThat(audit.end()).isEqualTo(8);
    assertThat(audit.accepted()).isEqualTo(3);
    assertThat(audit.rejected()).isEqualTo(1);
    assertThat(audit.explained()).isEqualTo(4);
  }

  @Test
  void nothingIsComplete() {
    assertThat(audit().holds()).isTrue();
    assertThat(audit().end()).isZero();
  }

  @Test
  void whatNoTableKnowsIsMissingFromTheVeryFirstOffsetOn() {
    offsets.accepted(1);
    offsets.accepted(4);
    OffsetAuditResult audit = audit();
    assertThat(audit.holds()).isFalse();
    assertThat(audit.missingCount()).isEqualTo(3);
    assertThat(audit.missing()).containsExactly(new OffsetRange(0, 1), new OffsetRange(2, 4));
    assertThat(audit.repeatedCount()).isZero();
  }

  @Test
  void whatIsThereTwiceIsNamedOnce() {
    offsets.accepted(0);
    offsets.accepted(1);
    offsets.accepted(1);
    offsets.rejected(1);
    OffsetAuditResult audit = audit();
    assertThat(audit.holds()).isFalse();
    assertThat(audit.repeated()).containsExactly(new OffsetRange(1, 2));
    assertThat(audit.repeatedCount()).isEqualTo(1);
    assertThat(audit.missingCount()).isZero();
  }

  @Test
  void aGapMayNotCoverAMessageNorAnotherGap() {
    offsets.accepted(2);
    offsets.gap(GapReason.TRANSACTION, new OffsetRange(0, 4));
    offsets.gap(GapReason.TRANSACTION, new OffsetRange(3, 5));
    assertThat(audit().repeated()).containsExactly(new OffsetRange(2, 4));
    assertThat(audit().holds()).isFalse();
  }

  @Test
  void whatKafkaDeletedUnreadIsALoss() {
    offsets.accepted(0);
    offsets.gap(GapReason.EXPIRED, new OffsetRange(1, 1_000_000_000_000L));
    OffsetAuditResult audit = audit();
    assertThat(audit.holds()).isFalse();
    assertThat(audit.lost()).isEqualTo(999_999_999_999L);
    assertThat(audit.expired()).containsExactly(new OffsetRange(1, 1_000_000_000_000L));
    assertThat(audit.explained()).isZero();
    assertThat(audit.missingCount()).isZero();
  }

  @Test
  void whatWasDeletedCoversNothingThatWasRead() {
    offsets.gap(GapReason.BEFORE_START, new OffsetRange(0, 4));
    offsets.gap(GapReason.EXPIRED, new OffsetRange(3, 6));
    offsets.accepted(5);
    offsets.accepted(7);
    OffsetAuditResult audit = audit();
    assertThat(audit.repeated()).containsExactly(new OffsetRange(3, 4), new OffsetRange(5, 6));
    assertThat(audit.missing()).containsExactly(new OffsetRange(6, 7));
  }

  @Test
  void ofManyFaultsAllAreCountedAndTheFirstAreNamed() {
    for (int i = 1; i < 200_000; i += 2) {
      offsets.accepted(i);
    }
    assertThat(audit().missingCount()).isEqualTo(100_000);
    assertThat(audit().missing()).hasSize(20).startsWith(new OffsetRange(0, 1));
  }

  @Test
  void aLongGapIsOneRangeNotManyOffsets() {
    offsets.accepted(0);
    offsets.gap(GapReason.COMPACTION, new OffsetRange(1, 1_000_000_000_000L));
    offsets.gap(GapReason.TRANSACTION, new OffsetRange(1_000_000_000_000L, 1_000_000_000_003L));
    offsets.accepted(new OffsetRange(1_000_000_000_003L, 1_000_100_000_003L));
    OffsetAuditResult audit = audit();
    assertThat(audit.holds()).isTrue();
    assertThat(audit.end()).isEqualTo(1_000_100_000_003L);
    assertThat(audit.accepted()).isEqualTo(100_000_001L);
    assertThat(audit.explained()).isEqualTo(1_000_000_000_002L);
  }

  private OffsetAuditResult audit() {
    return offsets.audit("activity", "shop.activity", 0);
  }
}
