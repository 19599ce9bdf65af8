package io.tidemark.backfill.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.backfill.BackfillFixture;
import io.tidemark.backfill.ForeignRowWriter;
import io.tidemark.event.GapLayout;
import io.tidemark.event.GapReason;
import io.tidemark.lake.Lake;
import io.tidemark.lake.live.ProgressRecord;
import io.tidemark.pipeline.PipelineTables;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Audits of tables that were made by hand, with the snapshots of a live job. */
class AuditJobIT {

  private static final Map<String, String> COMMIT =
      Map.of("flink.job-id", "job", "flink.max-committed-checkpoint-id", "7");
  private static final Instant TIME = BackfillFixture.day(0);

  @TempDir Path dir;
  private BackfillFixture past;
  private Lake lake;

  @BeforeEach
  void fill() {
    past = new BackfillFixture(dir);
    lake = past.lake();
    lake.ensureAll(PipelineTables.of(BackfillFixture.SHOP));
    event("a", 0);
    event("b", 1);
    reject(2);
    gap(GapReason.TRANSACTION, 3, 5);
    event("a", 5);
    row("a");
    row("b");
    progress(TIME.toEpochMilli());
    late("none", 99);
  }

  @Test
  void whatIsCompleteHolds() throws Exception {
    OffsetAuditResult offsets = offsets();
    assertThat(offsets.holds()).as(offsets.toString()).isTrue();
    assertThat(offsets.end()).isEqualTo(6);
    assertThat(offsets.accepted()).isEqualTo(3);
    assertThat(offsets.duplicates()).isEqualTo(1);
    assertThat(offsets.rejected()).isEqualTo(1);
    assertThat(offsets.gaps()).containsExactly(Map.entry(GapReason.TRANSACTION, 2L));
    TriggerAuditResult triggers = triggers();
    assertThat(triggers.holds()).as(triggers.toString()).isTrue();
    assertThat(triggers.written()).isEqualTo(2);
  }

  @Test
  void everyFaultIsNamed() throws Exception {
    event("late", 8);
    event("lost", 9);
    event("lost", 9);
    gap(GapReason.EXPIRED, 10, 13);
    event("c", 13);
    row("c");
    row("c");
    row("unasked");
    late("late", 8);
    OffsetAuditResult offsets = offsets();
    assertThat(offsets.missing()).containsExactly(new OffsetRange(6, 8));
    assertThat(offsets.repeated()).containsExactly(new OffsetRange(9, 10));
    assertThat(offsets.expired()).containsExactly(new OffsetRange(10, 13));
    assertThat(offsets.holds()).isFalse();
    TriggerAuditResult triggers = triggers();
    assertThat(triggers.late()).isEqualTo(1);
    assertThat(triggers.missing()).isEqualTo(1);
    assertThat(triggers.repeated()).isEqualTo(1);
    assertThat(triggers.extra()).isEqualTo(1);
    assertThat(triggers.examples())
        .containsExactly(
            "extra: 2026-03-01T00:00:00Z unasked of activity",
            "missing: 2026-03-01T00:00:00Z lost of activity",
            "repeated: 2026-03-01T00:00:00Z c of activity");
  }

  @Test
  void whatOneTableIsAheadOfTheOthersIsNotLookedAt() throws Exception {
    append("activity", event("ahead", 9, TIME), commit(8));
    assertThat(offsets().holds()).isTrue();
    assertThat(offsets().end()).isEqualTo(6);
    assertThat(triggers().holds()).isTrue();
  }

  @Test
  void eventsBehindTheWatermarkWait() throws Exception {
    append("activity", event("later", 6, TIME.plusMillis(1)), COMMIT);
    assertThat(triggers().waiting()).isEqualTo(1);
    assertThat(triggers().holds()).isTrue();
  }

  private OffsetAuditResult offsets() throws Exception {
    List<OffsetAuditResult> audits = new AuditJob(past.workspace()).offsets();
    assertThat(audits).hasSize(1);
    return audits.get(0);
  }

  private TriggerAuditResult triggers() throws Exception {
    return new AuditJob(past.workspace()).triggers(BackfillFixture.SHOP.featureSets().get(0));
  }

  private void event(String id, long offset) {
    append("activity", event(id, offset, TIME), COMMIT);
  }

  private static Map<String, Object> event(String id, long offset, Instant time) {
    return Map.of(
        "event_id",
        id,
        "occurred_at",
        at(time),
        "customer_id",
        7L,
        "event_time",
        at(time),
        "_kafka_topic",
        "shop.activity",
        "_kafka_partition",
        0,
        "_kafka_offset",
        offset,
        "_kafka_timestamp",
        at(time));
  }

  private void reject(long offset) {
    append(
        "rejects",
        Map.of(
            "stream",
            "activity",
            "reason",
            "MALFORMED",
            "detail",
            "no JSON",
            "_kafka_topic",
            "shop.activity",
            "_kafka_partition",
            0,
            "_kafka_offset",
            offset,
            "_kafka_timestamp",
            at(TIME),
            "headers",
            List.of()),
        COMMIT);
  }

  private void gap(GapReason reason, long from, long to) {
    append(
        GapLayout.NAME,
        Map.of(
            "stream",
            "activity",
            "reason",
            reason.name(),
            "_kafka_topic",
            "shop.activity",
            "_kafka_partition",
            0,
            "from_offset",
            from,
            "to_offset",
            to),
        COMMIT);
  }

  private void row(String id) {
    append(
        "customer",
        Map.of(
            "customer_id",
            7L,
            "event_time",
            at(TIME),
            "event_id",
            id,
            "event_stream",
            "activity",
            "n",
            1L,
            "n_1h",
            1L),
        COMMIT);
  }

  private void late(String id, long offset) {
    append(
        "late_events",
        Map.of(
            "feature_set",
            "customer",
            "entity",
            Map.of("customer_id", "7"),
            "event_time",
            at(TIME),
            "stream",
            "activity",
            "event_id",
            id,
            "_kafka_partition",
            0,
            "_kafka_offset",
            offset,
            "stale_from",
            at(TIME)),
        COMMIT);
  }

  private void progress(long watermark) {
    append(
        ProgressRecord.TABLE,
        Map.of(
            "feature_set",
            "customer",
            "job_id",
            "job",
            "checkpoint_id",
            7L,
            "subtask",
            0,
            "watermark",
            watermark,
            "parallelism",
            1),
        COMMIT);
  }

  private void append(String table, Map<String, Object> row, Map<String, String> commit) {
    ForeignRowWriter.append(lake.table(table), row, commit);
  }

  private static Map<String, String> commit(long checkpoint) {
    return Map.of(
        "flink.job-id", "job", "flink.max-committed-checkpoint-id", String.valueOf(checkpoint));
  }

  private static OffsetDateTime at(Instant time) {
    return time.atOffset(ZoneOffset.UTC);
  }
}
