package io.tidemark.lake.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tidemark.definition.TimePartitioning;
import io.tidemark.definition.UserException;
import io.tidemark.lake.Lake;
import io.tidemark.lake.LakeFixture;
import io.tidemark.lake.TableLayout;
import io.tidemark.lake.publish.RangePublishPlan;
import io.tidemark.lake.publish.RangePublisher;
import io.tidemark.lake.write.StagedFile;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.Table;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableReportTest {

  @TempDir Path directory;

  private final TableLayout layout = LakeFixture.layout(TimePartitioning.DAYS);
  private Lake lake;
  private Table table;

  @BeforeEach
  void open() {
    lake = LakeFixture.lake(directory);
    table = lake.ensure(layout, Map.of());
  }

  @AfterEach
  void close() {
    lake.close();
  }

  @Test
  void showsSomeRowsAndThoseOfAnEntity() {
    LakeFixture.append(table, layout, LakeFixture.day(0, 5, 1.5));
    LakeFixture.append(table, layout, LakeFixture.day(1, 5, 1.5));

    assertThat(TableReport.rows(table, new RowQuery(List.of(), Map.of(), 4, false)).rows())
        .hasSize(4);
    TableReport view =
        TableReport.rows(
            table,
            new RowQuery(List.of(), Map.of("customer_id", "2", "event_id", "e1-2"), 10, false));
    assertThat(view.header()).containsExactly("customer_id", "event_time", "event_id", "spend_30d");
    assertThat(view.rows()).containsExactly(List.of("2", "2026-03-02T02:00:00Z", "e1-2", "1.5"));
  }

  @Test
  void showsTheNewestRowsAndOnlyTheColumnsAskedFor() {
    LakeFixture.append(table, layout, LakeFixture.day(1, 3, 1.5));
    LakeFixture.append(table, layout, LakeFixture.day(0, 5, 1.5));
    RowQuery query = new RowQuery(List.of("event_id", "event_time"), Map.of(), 2, true);
    assertThat(TableReport.rows(table, query).rows())
        .containsExactly(
            List.of("e1-2", "2026-03-02T02:00:00Z"), List.of("e1-1", "2026-03-02T01:00:00Z"));
  }

  @Test
  void rejectsAreNewestByTheArrivalOfTheirMessage() {
    LakeFixture.append(table, layout, LakeFixture.day(0, 3, 1.5));
    table.updateSchema().renameColumn("event_time", "_kafka_timestamp").commit();
    RowQuery query = new RowQuery(List.of("event_id"), Map.of(), 1, true);
    assertThat(TableReport.rows(table, query).rows()).containsExactly(List.of("e0-2"));

    table.updateSchema().renameColumn("_kafka_timestamp", "seen").commit();
    assertThatThrownBy(() -> TableReport.rows(table, query))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("its rows have no time");
  }

  @Test
  void refusesAnEntityThatCannotBe() {
    assertThat(refused("nobody", "2")).hasMessageContaining("there is no column nobody");
    assertThat(refused("customer_id", "two")).hasMessageContaining("'two' is not");
  }

  private UserException refused(String column, String value) {
    return catchThrowableOfType(
        UserException.class,
        () -> TableReport.rows(table, new RowQuery(List.of(), Map.of(column, value), 1, false)));
  }

  @Test
  void showsColumnsSnapshotsAndPartitions() {
    LakeFixture.append(table, layout, LakeFixture.day(0, 5, 1));
    LakeFixture.append(table, layout, LakeFixture.day(1, 3, 1));
    RangePublishPlan run = RangePublishPlan.begin(layout, table, "run-1", LakeFixture.days(0, 1));
    StagedFile file = LakeFixture.stage(table, layout, LakeFixture.day(0, 4, 1));
    new RangePublisher(table, run).publish(List.of(file), 4, Map.of());

    assertThat(TableReport.columns(table).rows())
        .contains(
            List.of("customer_id", "long", "yes", "who"),
            List.of("event_time", "timestamptz", "yes", "as of when"));
    assertThat(TableReport.snapshots(table).rows())
        .extracting(r -> r.subList(2, 7))
        .containsExactly(
            List.of("backfill", "4", "5", "7", "run-1"),
            List.of("append", "3", "0", "8", ""),
            List.of("append", "5", "0", "5", ""));
    assertThat(TableReport.partitions(table).rows())
        .extracting(r -> r.subList(0, 3))
        .containsExactly(
            List.of("event_time_day=2026-03-01", "1", "4"),
            List.of("event_time_day=2026-03-02", "1", "3"));
    assertThat(TableReport.countRows(table)).isEqualTo(7);
  }

  @Test
  void anEmptyTableHasNothingToShow() {
    assertThat(TableReport.rows(table, new RowQuery(List.of(), Map.of(), 4, false)).rows())
        .isEmpty();
    assertThat(TableReport.snapshots(table).rows()).isEmpty();
    assertThat(TableReport.partitions(table).rows()).isEmpty();
    assertThat(TableReport.countRows(table)).isZero();
  }

  @Test
  void writesValuesAsAReaderExpectsThem() {
    assertThat(ValueFormatter.of(null)).isEqualTo("NULL");
    assertThat(ValueFormatter.of(OffsetDateTime.parse("2026-03-01T01:00:00+01:00")))
        .isEqualTo("2026-03-01T00:00:00Z");
    assertThat(ValueFormatter.of(ByteBuffer.wrap(new byte[] {1, -1}))).isEqualTo("0x01ff");
    assertThat(ValueFormatter.of(Arrays.asList(1, null))).isEqualTo("[1, NULL]");
    assertThat(ValueFormatter.of(Map.of("a", 1L))).isEqualTo("{a: 1}");
  }
}
