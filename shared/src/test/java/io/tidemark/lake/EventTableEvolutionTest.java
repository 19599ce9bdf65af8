package io.tidemark.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.definition.TimePartitioning;
import io.tidemark.definition.UserException;
import io.tidemark.lake.TableLayout.LayoutColumn;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.DoubleType;
import org.apache.flink.table.types.logical.FloatType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LocalZonedTimestampType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.VarCharType;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every change of a stream's columns: what it makes of a table with rows, and what it refuses. */
class EventTableEvolutionTest {

  private static final LogicalType STRING = new VarCharType(false, VarCharType.MAX_LENGTH);
  private static final LogicalType TIME = new LocalZonedTimestampType(false, 3);
  private static final LayoutColumn ID = new LayoutColumn("event_id", STRING, "");
  private static final LayoutColumn EVENT_TIME = new LayoutColumn("event_time", TIME, "");

  @TempDir Path directory;

  private Lake lake;

  @BeforeEach
  void open() {
    lake = LakeFixture.lake(directory);
    TableLayout before =
        layout(
            ID,
            new LayoutColumn("quantity", new IntType(false), ""),
            new LayoutColumn("weight", new FloatType(true), ""),
            new LayoutColumn("price", new DecimalType(true, 6, 2), ""),
            EVENT_TIME);
    lake.ensureAll(List.of(before));
    append(
        before,
        GenericRowData.of(
            StringData.fromString("old"),
            7,
            1.5f,
            DecimalData.fromBigDecimal(new BigDecimal("12.50"), 6, 2),
            TimestampData.fromEpochMillis(LakeFixture.START)));
  }

  @AfterEach
  void close() {
    lake.close();
  }

  private static TableLayout layout(LayoutColumn... columns) {
    return layout(TimePartitioning.DAYS, columns);
  }

  private static TableLayout layout(TimePartitioning partitioning, LayoutColumn... columns) {
    return new TableLayout("activity", "", List.of(columns), partitioning, "event_time")
        .sortedBy(List.of("event_time"));
  }

  private void append(TableLayout layout, GenericRowData row) {
    LakeFixture.append(lake.table("activity"), layout, List.of(row));
  }

  private EventTableEvolution evolution(TableLayout layout, Map<String, String> renames) {
    return new EventTableEvolution(layout, lake.table("activity"), renames);
  }

  private void evolve(TableLayout layout, boolean drop) {
    evolution(layout, Map.of()).commit(drop);
    assertThat(evolution(layout, Map.of()).isNeeded(drop)).isFalse();
    lake.check(List.of(layout)); // what a job asks for before it begins
  }

  private List<String> rows(String... columns) throws Exception {
    List<String> rows = new ArrayList<>();
    try (CloseableIterable<Record> records = IcebergGenerics.read(lake.table("activity")).build()) {
      for (Record row : records) {
        List<String> values = new ArrayList<>();
        for (String column : columns) {
          values.add(String.valueOf(row.getField(column)));
        }
        rows.add(String.join(" ", values));
      }
    }
    rows.sort(null);
    return rows;
  }

  private void refused(TableLayout layout, String what, String wayOut) {
    EventTableEvolution evolution = evolution(layout, Map.of());
    assertThatThrownBy(() -> evolution.commit(false))
        .isInstanceOfSatisfying(
            UserException.class,
            e -> {
              assertThat(e.problems().get(0).what()).contains(what);
              assertThat(e.problems().get(0).example()).contains(wayOut);
            });
  }

  @Test
  void typesBecomeWiderAndColumnsMayBeNull() throws Exception {
    TableLayout wide =
        layout(
            ID,
            new LayoutColumn("quantity", new BigIntType(true), ""),
            new LayoutColumn("weight", new DoubleType(true), ""),
            new LayoutColumn("price", new DecimalType(true, 12, 2), ""),
            EVENT_TIME);
    assertThat(evolution(wide, Map.of()).lines()).hasSize(4);
    evolve(wide, false);
    append(
        wide,
        GenericRowData.of(
            StringData.fromString("new"),
            1L << 40,
            0.1,
            DecimalData.fromBigDecimal(new BigDecimal("1234567890.12"), 12, 2),
            TimestampData.fromEpochMillis(LakeFixture.START)));
    assertThat(rows("event_id", "quantity", "weight", "price"))
        .containsExactly("new 1099511627776 0.1 1234567890.12", "old 7 1.5 12.50");
  }

  @Test
  void columnsComeAnywhereAndGo() throws Exception {
    TableLayout other =
        layout(
            new LayoutColumn("kind", new VarCharType(true, VarCharType.MAX_LENGTH), ""),
            ID,
            new LayoutColumn("weight", new FloatType(true), ""),
            EVENT_TIME);
    evolve(other, false);
    assertThat(evolution(other, Map.of()).retired()).containsExactly("price", "quantity");
    assertThat(rows("kind", "event_id", "quantity")).containsExactly("null old 7");
    evolve(other, true);
    assertThat(lake.table("activity").schema().columns()).hasSize(4);
  }

  @Test
  void aColumnThatComesBackHasItsValues() throws Exception {
    TableLayout without =
        layout(
            ID,
            new LayoutColumn("weight", new FloatType(true), ""),
            new LayoutColumn("price", new DecimalType(true, 6, 2), ""),
            EVENT_TIME);
    evolve(without, false);
    TableLayout again =
        layout(
            ID,
            new LayoutColumn("quantity", new IntType(true), ""),
            new LayoutColumn("weight", new FloatType(true), ""),
            new LayoutColumn("price", new DecimalType(true, 6, 2), ""),
            EVENT_TIME);
    evolve(again, false);
    assertThat(rows("event_id", "quantity")).containsExactly("old 7");
    assertThat(evolution(again, Map.of()).retired()).isEmpty();
  }

  @Test
  void aColumnKeepsItsValuesUnderAnotherName() throws Exception {
    TableLayout renamed =
        layout(
            ID,
            new LayoutColumn("pieces", new BigIntType(false), ""),
            new LayoutColumn("weight", new FloatType(true), ""),
            new LayoutColumn("price", new DecimalType(true, 6, 2), ""),
            EVENT_TIME);
    evolution(renamed, Map.of("quantity", "pieces")).commit(false);
    lake.check(List.of(renamed));
    assertThat(rows("event_id", "pieces")).containsExactly("old 7");
    assertThat(evolution(renamed, Map.of("quantity", "pieces")).isNeeded(false)).isFalse();
  }

  @Test
  void partitionsOfNewFilesAreOthersAndOldOnesStay() throws Exception {
    TableLayout hours =
        layout(
            TimePartitioning.HOURS,
            ID,
            new LayoutColumn("quantity", new IntType(false), ""),
            new LayoutColumn("weight", new FloatType(true), ""),
            new LayoutColumn("price", new DecimalType(true, 6, 2), ""),
            EVENT_TIME);
    assertThat(evolution(hours, Map.of()).lines())
        .containsExactly("partitions of new files: were day(event_time), are hour(event_time)");
    evolve(hours, false);
    append(
        hours,
        GenericRowData.of(
            StringData.fromString("new"),
            8,
            null,
            null,
            TimestampData.fromEpochMillis(LakeFixture.START)));
    assertThat(rows("event_id", "quantity")).containsExactly("new 8", "old 7");
  }

  @Test
  void theOrderOfRowsIsAnother() {
    TableLayout layout =
        layout(
                ID,
                new LayoutColumn("quantity", new IntType(false), ""),
                new LayoutColumn("weight", new FloatType(true), ""),
                new LayoutColumn("price", new DecimalType(true, 6, 2), ""),
                EVENT_TIME)
            .sortedBy(List.of("event_id", "event_time"));
    evolve(layout, false);
    assertThat(lake.table("activity").sortOrder().fields()).hasSize(2);
  }

  @Test
  void whatPresentRowsCannotHaveIsRefused() {
    LayoutColumn weight = new LayoutColumn("weight", new FloatType(true), "");
    LayoutColumn price = new LayoutColumn("price", new DecimalType(true, 6, 2), "");
    LayoutColumn quantity = new LayoutColumn("quantity", new IntType(false), "");
    refused(
        layout(ID, new LayoutColumn("quantity", STRING, ""), weight, price, EVENT_TIME),
        "column quantity was int, is string",
        "path: quantity");
    refused(
        layout(ID, quantity, weight, price, new LayoutColumn("kind", STRING, ""), EVENT_TIME),
        "column kind is new and NOT NULL",
        "without NOT NULL");
    refused(
        layout(
            ID, quantity, new LayoutColumn("weight", new FloatType(false), ""), price, EVENT_TIME),
        "column weight is NOT NULL, and was not",
        "without NOT NULL");
    refused(
        layout(
            ID,
            quantity,
            weight,
            new LayoutColumn("price", new DecimalType(true, 8, 3), ""),
            EVENT_TIME),
        "column price was decimal(6, 2), is decimal(8, 3)",
        "path: price");
    assertThatThrownBy(
            () ->
                evolution(layout(ID, quantity, weight, price, EVENT_TIME), Map.of("x", "y"))
                    .commit(false))
        .hasMessageContaining("no column x");
  }
}
