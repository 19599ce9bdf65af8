package io.tidemark.lake.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.definition.TimePartitioning;
import io.tidemark.lake.Lake;
import io.tidemark.lake.LakeFixture;
import io.tidemark.lake.TableLayout;
import io.tidemark.lake.TimeRange;
import io.tidemark.lake.live.WriterLease;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.data.GenericMapData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.iceberg.Table;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LateLedgerReaderTest {

  private static final String SET = "customer_activity";
  private static final String STREAM = "activity";
  private static final long HOUR = 3_600_000;
  private static final TimeRange SPAN = LakeFixture.days(0, 10);

  @TempDir Path directory;

  private Lake lake;
  private Table ledger;
  private Table events;
  private TableLayout eventLayout;

  @BeforeEach
  void open() {
    lake = LakeFixture.lake(directory);
    ledger = lake.ensure(LateLedger.LAYOUT, Map.of());
    TableLayout features = LakeFixture.layout(TimePartitioning.DAYS);
    eventLayout = new TableLayout(STREAM, "", features.columns(), TimePartitioning.NONE, "");
    events = lake.ensure(eventLayout, Map.of());
  }

  @AfterEach
  void close() {
    lake.close();
  }

  /** An entry of the set, in hours since the first day. */
  private static RowData entry(String set, long fromHour, long toHour) {
    return GenericRowData.of(
        StringData.fromString(set),
        new GenericMapData(Map.of(StringData.fromString("id"), StringData.fromString("7"))),
        time(fromHour),
        StringData.fromString(STREAM),
        StringData.fromString("e"),
        0,
        0L,
        time(fromHour),
        toHour == Long.MAX_VALUE ? null : time(toHour),
        time(1_000));
  }

  private static TimestampData time(long hour) {
    return TimestampData.fromEpochMillis(LakeFixture.START + hour * HOUR);
  }

  private static Map<String, String> checkpoint(long checkpoint) {
    return Map.of(
        "flink.job-id", "job", "flink.max-committed-checkpoint-id", String.valueOf(checkpoint));
  }

  private void commitLedger(long checkpoint, RowData... entries) {
    LakeFixture.append(ledger, LateLedger.LAYOUT, List.of(entries), checkpoint(checkpoint));
  }

  private void commitEvents(long checkpoint) {
    LakeFixture.append(events, eventLayout, List.of(), checkpoint(checkpoint));
  }

  private StalePartitions stale() {
    return LateLedgerReader.stale(lake, SET, LakeFixture.DAY, SPAN);
  }

  private List<TimeRange> ranges() {
    return stale().before("event_time", Long.MAX_VALUE);
  }

  private void heal(int fromDay, int toDay) {
    HealLog.of(lake)
        .add(SET, LakeFixture.days(fromDay, toDay), stale().ledger(), "run-" + fromDay + toDay);
  }

  @Test
  void withoutEntriesNothingIsStale() {
    assertThat(stale().entries()).isZero();
    commitEvents(1);
    commitLedger(1, entry("other_set", 0, 5));
    assertThat(stale().entries()).isZero();
    assertThat(ranges()).isEmpty();
  }

  @Test
  void entriesBecomeTheFewestRangesOfPartitions() {
    commitEvents(2);
    commitLedger(1, entry(SET, 25, 30), entry(SET, 47, 71), entry(SET, 120, 120));
    commitLedger(2, entry(SET, 71, 72));
    assertThat(ranges()).containsExactly(LakeFixture.days(1, 4), LakeFixture.days(5, 6));
    assertThat(stale().entries()).isEqualTo(4);
  }

  @Test
  void whatIsNotSealedWaits() {
    commitEvents(1);
    commitLedger(1, entry(SET, 25, 80));
    long sealed = LakeFixture.START + 3 * LakeFixture.DAY + 5;
    assertThat(stale().before("event_time", sealed)).containsExactly(LakeFixture.days(1, 3));
    assertThat(stale().after("event_time", sealed)).containsExactly(LakeFixture.days(3, 4));
  }

  @Test
  void whatIsHealedStaysSoUntilALaterEntry() {
    commitEvents(2);
    commitLedger(1, entry(SET, 25, 80));
    heal(1, 3);
    assertThat(ranges()).containsExactly(LakeFixture.days(3, 4));
    heal(3, 4);
    assertThat(stale().entries()).isZero();
    commitLedger(2, entry(SET, 50, 60));
    assertThat(ranges()).containsExactly(LakeFixture.days(2, 3));
  }

  @Test
  void anEntryCountsOnceTheEventTableHasItsEvent() {
    commitEvents(2);
    commitLedger(2, entry(SET, 25, 30));
    commitLedger(3, entry(SET, 100, 110));
    assertThat(ranges()).containsExactly(LakeFixture.days(1, 2));
    heal(1, 2);
    assertThat(stale().entries()).isZero();
    commitEvents(3);
    assertThat(ranges()).containsExactly(LakeFixture.days(4, 5));
  }

  @Test
  void aTableThatAnotherRunTakesOverDoesNotHaveTheEventYet() {
    commitLedger(2, entry(SET, 25, 30));
    new WriterLease("next").takeOver(lake, List.of(STREAM));
    assertThat(ranges()).isEmpty();
    commitEvents(2);
    assertThat(ranges()).containsExactly(LakeFixture.days(1, 2));
  }

  @Test
  void rowsThatLackAnEventForEverReachToTheEndOfTheTable() {
    commitEvents(1);
    commitLedger(1, entry(SET, 8 * 24 + 1, Long.MAX_VALUE));
    assertThat(ranges()).containsExactly(LakeFixture.days(8, 10));
    assertThat(stale().endless()).isOne();
    heal(8, 10);
    assertThat(ranges()).isEmpty();
    assertThat(stale().endless()).isOne();
  }

  @Test
  void beyondTheTablesRowsOnlyTheEventsOwnPartitionIsStale() {
    commitEvents(1);
    commitLedger(1, entry(SET, -30 * 24, 5), entry(SET, 20 * 24, 40 * 24));
    assertThat(ranges())
        .containsExactly(
            LakeFixture.days(-30, -29), LakeFixture.days(0, 1), LakeFixture.days(20, 21));
  }
}
