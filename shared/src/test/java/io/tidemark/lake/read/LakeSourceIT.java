package io.tidemark.lake.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.definition.TimePartitioning;
import io.tidemark.lake.Lake;
import io.tidemark.lake.LakeFixture;
import io.tidemark.lake.TableLayout;
import io.tidemark.lake.TableVersion;
import io.tidemark.lake.TimeRange;
import io.tidemark.lake.write.LakeJobFixture;
import io.tidemark.lake.write.LakeSink;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.GenericArrayData;
import org.apache.flink.table.data.GenericMapData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.BooleanType;
import org.apache.flink.table.types.logical.DateType;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.DoubleType;
import org.apache.flink.table.types.logical.FloatType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LocalZonedTimestampType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.MapType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.TimestampType;
import org.apache.flink.table.types.logical.VarBinaryType;
import org.apache.flink.table.types.logical.VarCharType;
import org.apache.iceberg.Table;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LakeSourceIT {

  @TempDir Path directory;

  private Lake lake;

  @BeforeEach
  void open() {
    lake = LakeFixture.lake(directory);
  }

  @AfterEach
  void close() {
    lake.close();
  }

  private List<RowData> read(TableLayout layout, OptionalLong snapshot, TimeRange range)
      throws Exception {
    StreamExecutionEnvironment environment = LakeJobFixture.environment(RuntimeExecutionMode.BATCH);
    return LakeJobFixture.collect(
        new LakeSource(layout, snapshot, range, "events").read(lake, environment));
  }

  private static OptionalLong snapshot(Table table) {
    return TableVersion.of(table).snapshot();
  }

  @Test
  void readsExactlyTheRangeOfASnapshot() throws Exception {
    TableLayout layout = LakeFixture.layout(TimePartitioning.DAYS);
    Table table = lake.ensure(layout, Map.of());
    for (int day = 0; day < 3; day++) {
      LakeFixture.append(table, layout, LakeFixture.day(day, 24, 1));
    }
    OptionalLong snapshot = snapshot(table);
    LakeFixture.append(table, layout, LakeFixture.day(1, 24, 2));
    long from = LakeFixture.START + 5 * 3_600_000L;
    long to = LakeFixture.START + 2 * LakeFixture.DAY + 7 * 3_600_000L;

    List<RowData> rows = read(layout, snapshot, new TimeRange("event_time", from, to));

    List<RowData> expected = new ArrayList<>(LakeFixture.day(0, 24, 1).subList(5, 24));
    expected.addAll(LakeFixture.day(1, 24, 1));
    expected.addAll(LakeFixture.day(2, 24, 1).subList(0, 7));
    assertThat(rows).hasSameSizeAs(expected);
    assertThat(LakeJobFixture.bytes(layout, rows))
        .isEqualTo(LakeJobFixture.bytes(layout, expected));
  }

  @Test
  void readsTheColumnsThatAreAskedForInTheirOrder() throws Exception {
    TableLayout layout = LakeFixture.layout(TimePartitioning.DAYS);
    Table table = lake.ensure(layout, Map.of());
    LakeFixture.append(table, layout, LakeFixture.day(0, 1, 1));
    TableLayout some =
        new TableLayout(
            layout.name(),
            "",
            List.of(layout.columns().get(2), layout.columns().get(1)),
            TimePartitioning.DAYS,
            "event_time");

    List<RowData> rows = read(some, snapshot(table), TimeRange.always("event_time"));

    assertThat(rows).hasSize(1);
    assertThat(rows.get(0).getArity()).isEqualTo(2);
    assertThat(rows.get(0).getString(0)).hasToString("e0-0");
    assertThat(rows.get(0).getTimestamp(1, 3))
        .isEqualTo(TimestampData.fromEpochMillis(LakeFixture.START));
  }

  @Test
  void readsNothingWhereTheTableWasEmpty() throws Exception {
    TableLayout layout = LakeFixture.layout(TimePartitioning.DAYS);
    Table table = lake.ensure(layout, Map.of());
    OptionalLong none = snapshot(table);
    assertThat(read(layout, none, TimeRange.always("event_time"))).isEmpty();
    LakeFixture.append(table, layout, LakeFixture.day(0, 3, 1));
    assertThat(read(layout, none, TimeRange.always("event_time"))).isEmpty();
  }

  @Test
  void everyTypeComesBackAsItWent() throws Exception {
    TableLayout layout = everything();
    lake.ensureAll(List.of(layout));
    List<RowData> rows = List.of(full(), nulls());
    StreamExecutionEnvironment environment = LakeJobFixture.environment(RuntimeExecutionMode.BATCH);
    new LakeSink(layout, 1).append(lake, LakeJobFixture.rows(environment, layout, rows));
    environment.execute("every type");

    List<RowData> back =
        read(layout, snapshot(lake.table(layout.name())), TimeRange.always("event_time"));

    assertThat(back).hasSize(2);
    assertThat(LakeJobFixture.bytes(layout, back)).isEqualTo(LakeJobFixture.bytes(layout, rows));
  }

  private static TableLayout everything() {
    RowType nested =
        RowType.of(
            new LogicalType[] {new IntType(), new TimestampType(3)}, new String[] {"n", "at"});
    List<LogicalType> types =
        List.of(
            new LocalZonedTimestampType(false, 3),
            new VarCharType(VarCharType.MAX_LENGTH),
            new BooleanType(),
            new IntType(),
            new BigIntType(),
            new FloatType(),
            new DoubleType(),
            new DecimalType(10, 2),
            new DecimalType(30, 6),
            new DateType(),
            new TimestampType(3),
            new TimestampType(6),
            new LocalZonedTimestampType(6),
            new VarBinaryType(VarBinaryType.MAX_LENGTH),
            new ArrayType(new VarCharType(VarCharType.MAX_LENGTH)),
            new ArrayType(new LocalZonedTimestampType(3)),
            new MapType(new VarCharType(false, VarCharType.MAX_LENGTH), new BigIntType()),
            nested,
            new ArrayType(new DecimalType(false, 10, 2)),
            counts(new BigIntType(false)),
            counts(new DoubleType(false)),
            counts(new BooleanType(false)),
            counts(new DateType(false)),
            counts(new DecimalType(false, 20, 2)),
            counts(new VarBinaryType(false, VarBinaryType.MAX_LENGTH)));
    List<TableLayout.LayoutColumn> columns = new ArrayList<>();
    for (LogicalType type : types) {
      String name = columns.isEmpty() ? "event_time" : "c" + columns.size();
      columns.add(new TableLayout.LayoutColumn(name, type, ""));
    }
    return new TableLayout("everything", "", columns, TimePartitioning.HOURS, "event_time");
  }

  private static RowData full() {
    TimestampData millis = TimestampData.fromEpochMillis(LakeFixture.START + 123);
    TimestampData micros = TimestampData.fromEpochMillis(LakeFixture.START + 123, 456_000);
    StringData text = StringData.fromString("grün");
    return GenericRowData.of(
        millis,
        text,
        true,
        -7,
        1L << 40,
        1.1f,
        0.1 + 0.2,
        DecimalData.fromBigDecimal(new BigDecimal("12345678.90"), 10, 2),
        DecimalData.fromBigDecimal(new BigDecimal("123456789012345678901234.567890"), 30, 6),
        20_000,
        millis,
        micros,
        micros,
        new byte[] {0, -1, 127},
        new GenericArrayData(new Object[] {text, null}),
        new GenericArrayData(new Object[] {millis, null}),
        new GenericMapData(Map.of(text, 5L)),
        GenericRowData.of(3, millis),
        new GenericArrayData(new Object[] {amount("2.50"), amount("-1.00")}),
        counts(1L << 40, -3L, 17L, 4L),
        counts(2.5, -1.0, Double.POSITIVE_INFINITY, 1e9),
        counts(true, false),
        counts(20_000, -5, 3),
        counts(big("9999999999999999.99"), big("-1.00")),
        counts(new byte[] {3}, new byte[] {}, new byte[] {-1, 1}));
  }

  private static LogicalType counts(LogicalType key) {
    return new MapType(key, new BigIntType(false));
  }

  /** In that order, which has to come back. */
  private static GenericMapData counts(Object... keys) {
    Map<Object, Object> counts = new LinkedHashMap<>();
    for (Object key : keys) {
      counts.put(key, (long) counts.size());
    }
    return new GenericMapData(counts);
  }

  private static DecimalData amount(String text) {
    return DecimalData.fromBigDecimal(new BigDecimal(text), 10, 2);
  }

  private static DecimalData big(String text) {
    return DecimalData.fromBigDecimal(new BigDecimal(text), 20, 2);
  }

  private static RowData nulls() {
    GenericRowData row = new GenericRowData(25);
    row.setField(0, TimestampData.fromEpochMillis(-1));
    return row;
  }
}
