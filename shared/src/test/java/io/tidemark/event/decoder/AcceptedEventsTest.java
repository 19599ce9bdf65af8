package io.tidemark.event.decoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.tidemark.definition.StreamDefinition;
import io.tidemark.event.EventLayout;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.stream.Stream;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.GenericArrayData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Good messages become rows with every value and their coordinates. */
class AcceptedEventsTest {

  static Stream<Arguments> values() {
    return Stream.of(
        arguments("STRING", "\"Zoë 😀\"", StringData.fromString("Zoë 😀")),
        arguments("STRING", "\"\"", StringData.fromString("")),
        arguments("STRING", "12.50", StringData.fromString("12.50")),
        arguments("STRING", "1e2", StringData.fromString("1e2")),
        arguments("STRING", "12345678901234567.25", StringData.fromString("12345678901234567.25")),
        arguments("STRING", "{\"a\": 1.10}", StringData.fromString("{\"a\":1.10}")),
        arguments("STRING", "\"\\ud83d\\ude00\"", StringData.fromString("😀")),
        arguments("STRING", "true", StringData.fromString("true")),
        arguments("STRING", "{\"a\": [1]}", StringData.fromString("{\"a\":[1]}")),
        arguments("BOOLEAN", "true", true),
        arguments("BOOLEAN", "\"False\"", false),
        arguments("INT", "-2147483648", Integer.MIN_VALUE),
        arguments("INT", "\"17\"", 17),
        arguments("INT", "3.0", 3),
        arguments("BIGINT", "9223372036854775807", Long.MAX_VALUE),
        arguments("BIGINT", "1e3", 1000L),
        arguments("FLOAT", "1.5", 1.5f),
        arguments("DOUBLE", "0.1", 0.1),
        arguments("INT", "\"3.0\"", 3),
        arguments("DOUBLE", "\"NaN\"", Double.NaN),
        arguments("DOUBLE", "\"-Infinity\"", Double.NEGATIVE_INFINITY),
        arguments("DOUBLE", "\" 7 \"", 7.0),
        arguments("TIMESTAMP_LTZ(3)", "\"2026-03-01T12:00:00.25+02:00\"", time("10:00:00.250")),
        arguments("TIMESTAMP_LTZ(3)", "\"2026-02-28t24:00:00z\"", time("00:00:00")),
        arguments("TIMESTAMP_LTZ(3)", "\"2026-03-01T00:00-1130\"", time("11:30:00")),
        arguments("TIMESTAMP_LTZ(3)", "\"2026-03-02T09:59:00+23:59\"", time("10:00:00")),
        arguments("DECIMAL(10, 2)", "12345678.90", decimal("12345678.90", 10, 2)),
        arguments("DECIMAL(10, 2)", "\"-0.01\"", decimal("-0.01", 10, 2)),
        arguments("DECIMAL(38, 0)", "9".repeat(38), decimal("9".repeat(38), 38, 0)),
        arguments("DATE", "\"2026-02-28\"", (int) LocalDate.of(2026, 2, 28).toEpochDay()),
        arguments("BYTES", "\"AQID\"", new byte[] {1, 2, 3}),
        arguments("ARRAY<INT>", "[1, null]", new GenericArrayData(new Object[] {1, null})));
  }

  @ParameterizedTest
  @MethodSource("values")
  void everyTypeIsRead(String type, String json, Object expected) {
    StreamDefinition stream = EventDecoderFixture.streamOf(type);
    RowData event = EventDecoderFixture.event(stream, EventDecoderFixture.message(json));
    Object read =
        RowData.createFieldGetter(stream.columns().get(2).type(), 2).getFieldOrNull(event);
    assertThat(read).isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("values")
  void everyTypeMayBeNullOrMissing(String type, String json, Object ignored) {
    StreamDefinition stream = EventDecoderFixture.streamOf(type);
    assertThat(EventDecoderFixture.event(stream, EventDecoderFixture.message("null")).isNullAt(2))
        .isTrue();
    String without = EventDecoderFixture.message("0").replace(",\"v\":0", "");
    assertThat(EventDecoderFixture.event(stream, without).isNullAt(2)).isTrue();
  }

  @Test
  void nestedValuesAreReadByTheirPaths() {
    StreamDefinition stream =
        EventDecoderFixture.stream(
            s ->
                s.column("login", "STRING", "actor.login")
                    .column("actor_id", "BIGINT", "actor.id")
                    .column("repo", "ROW<name STRING, stars INT>", "repo"));
    String actor = "\"actor\":{\"login\":\"zoe\",\"id\":7,\"unknown\":[{}]}";
    String repo = "\"repo\":{\"name\":\"tide\",\"stars\":null}";
    RowData event =
        EventDecoderFixture.event(
            stream, EventDecoderFixture.message("0,%s,%s".formatted(actor, repo)));
    assertThat(event.getString(2)).hasToString("zoe");
    assertThat(event.getLong(3)).isEqualTo(7);
    assertThat(event.getRow(4, 2).getString(0)).hasToString("tide");
    assertThat(event.getRow(4, 2).isNullAt(1)).isTrue();
    RowData without =
        EventDecoderFixture.event(stream, EventDecoderFixture.message("0,\"actor\":null"));
    assertThat(without.isNullAt(2)).isTrue();
    assertThat(without.isNullAt(3)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "TIMESTAMP_LTZ(0), 2026-03-01T10:00:00Z",
    "TIMESTAMP_LTZ(1), 2026-03-01T10:00:00.100Z",
    "TIMESTAMP_LTZ(3), 2026-03-01T10:00:00.123Z",
    "TIMESTAMP_LTZ(6), 2026-03-01T10:00:00.123456Z"
  })
  void timestampsAreCutToTheirPrecision(String type, String expected) {
    StreamDefinition stream = EventDecoderFixture.streamOf(type);
    RowData event =
        EventDecoderFixture.event(
            stream, EventDecoderFixture.message("\"2026-03-01T10:00:00.123456789Z\""));
    assertThat(event.getTimestamp(2, 6).toInstant()).isEqualTo(Instant.parse(expected));
  }

  @Test
  void timestampsBefore1970AreCutDownwardsToo() {
    RowData event =
        EventDecoderFixture.event(
            EventDecoderFixture.streamOf("TIMESTAMP(0)"),
            EventDecoderFixture.message("\"1969-12-31T23:59:58.7\""));
    assertThat(event.getTimestamp(2, 0)).isEqualTo(TimestampData.fromEpochMillis(-2000));
  }

  @Test
  void theEventTimeIsTheTimeColumnInMilliseconds() {
    StreamDefinition stream =
        EventDecoderFixture.bare(
            s ->
                s.column("n", "BIGINT NOT NULL")
                    .column("t", "TIMESTAMP_LTZ(6) NOT NULL")
                    .id("n")
                    .time("t"));
    RowData event =
        EventDecoderFixture.event(stream, "{\"n\":1,\"t\":\"2026-03-01T10:00:00.123999Z\"}");
    assertThat(event.getTimestamp(1, 6).toInstant())
        .isEqualTo(Instant.parse("2026-03-01T10:00:00.123999Z"));
    assertThat(time(stream, event)).isEqualTo(Instant.parse("2026-03-01T10:00:00.123Z"));
  }

  @Test
  void aTimeColumnMayCountMilliseconds() {
    StreamDefinition stream =
        EventDecoderFixture.bare(
            s -> s.column("n", "INT NOT NULL").column("t", "BIGINT NOT NULL").id("n").time("t"));
    RowData event = EventDecoderFixture.event(stream, "{\"n\":1,\"t\":1772359200123}");
    assertThat(event.getLong(1)).isEqualTo(1772359200123L);
    assertThat(time(stream, event)).isEqualTo(Instant.parse("2026-03-01T10:00:00.123Z"));
  }

  @Test
  void aTimeColumnNamedEventTimeIsNotWrittenTwice() {
    StreamDefinition stream =
        EventDecoderFixture.bare(
            s ->
                s.column("n", "INT NOT NULL")
                    .column("event_time", "TIMESTAMP_LTZ(6) NOT NULL")
                    .id("n")
                    .time("event_time"));
    RowData event =
        EventDecoderFixture.event(
            stream, "{\"n\":1,\"event_time\":\"2026-03-01T10:00:00.123456Z\"}");
    assertThat(event.getArity()).isEqualTo(6);
    assertThat(time(stream, event)).isEqualTo(Instant.parse("2026-03-01T10:00:00.123Z"));
  }

  @Test
  void theCoordinatesAreKept() {
    StreamDefinition stream = EventDecoderFixture.streamOf("INT");
    EventLayout layout = new EventLayout(stream);
    RowData event = EventDecoderFixture.event(stream, EventDecoderFixture.message("1"));
    assertThat(event.getString(layout.indexOf(EventLayout.TOPIC))).hasToString("shop.activity");
    assertThat(event.getInt(layout.indexOf(EventLayout.PARTITION))).isEqualTo(3);
    assertThat(event.getLong(layout.indexOf(EventLayout.OFFSET))).isEqualTo(42);
    assertThat(event.getTimestamp(layout.indexOf(EventLayout.KAFKA_TIMESTAMP), 3).getMillisecond())
        .isEqualTo(EventDecoderFixture.ARRIVED);
  }

  private static Instant time(StreamDefinition stream, RowData event) {
    return event.getTimestamp(new EventLayout(stream).timeIndex(), 3).toInstant();
  }

  private static TimestampData time(String time) {
    return TimestampData.fromInstant(Instant.parse("2026-03-01T" + time + "Z"));
  }

  private static DecimalData decimal(String value, int precision, int scale) {
    return DecimalData.fromBigDecimal(new BigDecimal(value), precision, scale);
  }
}
