package io.tidemark.event.decoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.tidemark.definition.StreamDefinition;
import io.tidemark.event.RejectReason;
import io.tidemark.event.RejectedException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each kind of bad message is rejected with its reason, whole. */
@Timeout(value = 10, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RejectedMessagesTest {

  private static final StreamDefinition STREAM =
      EventDecoderFixture.stream(
          s ->
              s.column("customer_id", "BIGINT NOT NULL")
                  .column("note", "STRING NOT NULL", "deep.note")
                  .maxAhead("1 h"));

  private static final String GOOD =
      "{\"event_id\":\"e1\",\"occurred_at\":\"2026-03-01T11:00:00Z\",\"customer_id\":7,"
          + "\"deep\":{\"note\":\"n\"}}";

  @Test
  void aRejectIsTheWholeMessageWithItsCoordinates() {
    byte[] value = {'{', -1, 0};
    RowData reject = EventDecoderFixture.reject(STREAM, value);
    assertThat(reject.getString(0)).hasToString("activity");
    assertThat(reject.getString(3)).hasToString("shop.activity");
    assertThat(reject.getInt(4)).isEqualTo(3);
    assertThat(reject.getLong(5)).isEqualTo(42);
    assertThat(reject.getTimestamp(6, 3).getMillisecond()).isEqualTo(EventDecoderFixture.ARRIVED);
    assertThat(reject.getBinary(7)).isEqualTo(EventDecoderFixture.KEY);
    assertThat(reject.getBinary(8)).isEqualTo(value);
    assertThat(reject.getArray(9).size()).isEqualTo(2);
    assertThat(reject.getArray(9).getRow(0, 2).getString(0)).hasToString("trace");
    assertThat(reject.getArray(9).getRow(0, 2).getBinary(1)).isEqualTo(new byte[] {1, 2});
    assertThat(reject.getArray(9).getRow(1, 2).isNullAt(1)).isTrue();
  }

  @Test
  void aMessageWithoutValueIsATombstone() {
    RowData reject = EventDecoderFixture.reject(STREAM, (byte[]) null);
    assertThat(EventDecoderFixture.reason(reject)).isEqualTo(RejectReason.TOMBSTONE);
    assertThat(reject.isNullAt(8)).isTrue();
  }

  static Stream<Arguments> malformed() {
    return Stream.of(
        arguments("bad syntax", bytes("{\"event_id\": }")),
        arguments("not closed", bytes(GOOD.substring(0, GOOD.length() - 1))),
        arguments("no JSON", bytes("hello")),
        arguments("array", bytes("[" + GOOD + "]")),
        arguments("text", bytes("\"" + "x".repeat(9) + "\"")),
        arguments("null", bytes("null")),
        arguments("empty", new byte[0]),
        arguments("blank", bytes(" \n")),
        arguments("trailing text", bytes(GOOD + "x")),
        arguments("two objects", bytes(GOOD + GOOD)),
        arguments("key twice", bytes(GOOD.replace("{\"event", "{\"event_id\":\"e0\",\"event"))),
        arguments("inner key twice", bytes(GOOD.replace("{\"note", "{\"note\":1,\"note"))),
        arguments("no UTF-8", new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'}),
        arguments("cut UTF-8", new byte[] {'{', '"', (byte) 0xe2, (byte) 0x82, '"', ':', '1', '}'}),
        arguments("zero bytes", new byte[1000]),
        arguments("deep", bytes("{\"a\":".repeat(100_000) + "1" + "}".repeat(100_000))),
        arguments("deep array", bytes("{\"a\":" + "[".repeat(100_000))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("malformed")
  void whatIsNoJsonObjectIsMalformed(String kind, byte[] value) {
    assertThat(EventDecoderFixture.reason(EventDecoderFixture.reject(STREAM, value)))
        .isEqualTo(RejectReason.MALFORMED);
  }

  static Stream<Arguments> otherEncodings() {
    byte[] registry = bytes("\0\0\0\0\7" + GOOD);
    byte[] largeId = bytes("\0\0\1\2\3" + GOOD);
    return Stream.of(
        arguments("schema 7", registry, "begins with a zero byte: a schema registry's JSON?"),
        arguments("schema 66051", largeId, "a schema (66051)"),
        arguments("zero", bytes("\0" + GOOD), "begins with a zero byte"),
        arguments("UTF-16BE", GOOD.getBytes(StandardCharsets.UTF_16BE), "UTF-8"),
        arguments("UTF-16LE", GOOD.getBytes(StandardCharsets.UTF_16LE), "UTF-8"),
        arguments("UTF-16 with a mark", GOOD.getBytes(StandardCharsets.UTF_16), "UTF-8"),
        arguments("UTF-32BE", GOOD.getBytes(Charset.forName("UTF-32BE")), "UTF-8"),
        arguments("UTF-32LE", GOOD.getBytes(Charset.forName("UTF-32LE")), "UTF-8"),
        arguments("overlong", latin1(GOOD.replace("\"n\"", "\"\u00c0\u00af\"")), "not UTF-8: byte"),
        arguments(
            "a surrogate pair in bytes",
            latin1(GOOD.replace("\"n\"", "\"\u00ed\u00a0\u00bd\u00ed\u00b8\u0080\"")),
            "not UTF-8: byte"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("otherEncodings")
  void jsonIsUtf8AndNothingBefore(String kind, byte[] value, String detail) {
    RowData reject = EventDecoderFixture.reject(STREAM, value);
    assertThat(EventDecoderFixture.reason(reject)).isEqualTo(RejectReason.MALFORMED);
    assertThat(EventDecoderFixture.detail(reject)).contains(detail);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "INT | \"twelve\"",
        "INT | \"\"",
        "INT | 1.5",
        "INT | \"1.5\"",
        "INT | 2147483648",
        "INT | true",
        "INT | {\"a\":1}",
        "INT | [1]",
        "BIGINT | 0.1",
        "BIGINT | 9223372036854775808",
        "BIGINT | 1e30",
        "FLOAT | 1e39",
        "DOUBLE | {}",
        "DOUBLE | \"much\"",
        "DOUBLE | 1e400",
        "DECIMAL(10, 2) | 123456789.00",
        "DECIMAL(10, 2) | \"123456789\"",
        "DECIMAL(10, 2) | {\"amount\":1}",
        "DECIMAL(10, 2) | \"1,50\"",
        "DECIMAL(4, 2) | 99.995",
        "BOOLEAN | \"maybe\"",
        "BOOLEAN | 1",
        "BOOLEAN | {}",
        "DATE | \"2026-02-30\"",
        "DATE | 20260228",
        "TIMESTAMP(3) | \"yesterday\"",
        "TIMESTAMP(3) | 1772359200123",
        "TIMESTAMP_LTZ(3) | \"2026-03-01 10:00:00\"",
        "TIMESTAMP_LTZ(3) | \"2026-13-01T10:00:00Z\"",
        "BYTES | \"§\"",
        "BYTES | 5",
        "ARRAY<INT> | 5",
        "ROW<a INT> | 5",
        "MAP<STRING, INT> | 5",
        "DOUBLE | \"3d\"",
        "DOUBLE | \"0x1p3\"",
        "DOUBLE | \"1e400\"",
        "DOUBLE | \"-1e400\"",
        "DOUBLE | \"1_000\"",
        "DOUBLE | \"infinity\"",
        "FLOAT | \"1e39\"",
        "FLOAT | \"10F\"",
        "INT | \"7L\"",
        "BIGINT | \"0x10\"",
        "DECIMAL(10, 2) | \"1d\"",
        "DATE | \"2026-02-29\"",
        "TIMESTAMP_LTZ(3) | \"2026-02-29T10:00:00Z\"",
        "TIMESTAMP_LTZ(3) | \"2026-04-31T24:00:00Z\"",
        "TIMESTAMP_LTZ(3) | \"2026-03-01T24:00:01Z\"",
        "TIMESTAMP_LTZ(3) | \"2026-03-01T23:59:60Z\"",
        "TIMESTAMP_LTZ(3) | \"2026-03-01T10:00:00\"",
        "TIMESTAMP_LTZ(3) | \"2026-03-01T10:00:00+24:00\"",
        "TIMESTAMP_LTZ(3) | \"2026-03-01T10:00:00+02:60\"",
        "TIMESTAMP_LTZ(3) | \"2026-03-01T10:00:00 Europe/Zurich\"",
        "TIMESTAMP(3) | \"2026-03-01T10:00:00Z\"",
        "TIMESTAMP(3) | \"2026-02-30T10:00:00\"",
        "STRING | \"ok \\ud83d\"",
        "STRING | \"\\ude00\\ud83d\"",
        "STRING | {\"a\":\"\\ud83d\"}",
        "STRING | {\"\\ud83d\":1}"
      })
  void aValueThatDoesNotFitItsTypeIsAWrongType(String type, String json) {
    RowData reject =
        EventDecoderFixture.reject(
            EventDecoderFixture.streamOf(type), EventDecoderFixture.message(json));
    assertThat(EventDecoderFixture.reason(reject)).isEqualTo(RejectReason.WRONG_TYPE);
    assertThat(EventDecoderFixture.detail(reject)).isNotBlank().hasSizeLessThan(500);
  }

  /** Values that Flink's converters would round, cut or empty without a word. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ARRAY<INT> | [1, 1.5]",
        "ARRAY<BOOLEAN> | [\"maybe\"]",
        "ARRAY<BYTES> | [5]",
        "ARRAY<DECIMAL(4, 2) NOT NULL> | [99.995]",
        "ARRAY<ARRAY<BIGINT>> | [[0.5]]",
        "ROW<a INT, b ROW<c BIGINT>> | {\"a\":1,\"b\":{\"c\":2.5}}",
        "MAP<STRING, DECIMAL(4, 2)> | {\"a\":123.45}",
        "ROW<m MAP<STRING, INT>> | {\"m\":[1]}",
        "MAP<STRING, DOUBLE> | {\"a\":\"1e400\"}",
        "ARRAY<FLOAT> | [\"1e39\"]",
        "ARRAY<DOUBLE> | [\"3d\"]",
        "ARRAY<DATE> | [\"2026-02-30\"]",
        "ROW<t TIMESTAMP_LTZ(3)> | {\"t\":\"2026-02-30T10:00:00Z\"}",
        "MAP<STRING, INT> | {\"\\ud83d\":1,\"\\ud83e\":2}",
        "ARRAY<STRING> | [\"\\ud83d\"]",
        "ROW<a STRING> | {\"a\":\"\\ud83d\"}"
      })
  void soIsOneInsideOfArraysMapsAndRows(String type, String json) {
    RowData reject =
        EventDecoderFixture.reject(
            EventDecoderFixture.streamOf(type), EventDecoderFixture.message(json));
    assertThat(EventDecoderFixture.reason(reject)).isEqualTo(RejectReason.WRONG_TYPE);
  }

  /** A handful of bytes that would expand to gigabytes of digits, or that no parser takes. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "1e999999999",
        "1e-999999999",
        "9e99999999",
        "9e-99999999",
        "-1e99999999999",
        "1e-99999999999"
      })
  void absurdExponentsCostNothing(String json) {
    RowData number =
        EventDecoderFixture.reject(
            EventDecoderFixture.streamOf("DECIMAL(10, 2)"), EventDecoderFixture.message(json));
    assertThat(EventDecoderFixture.reason(number))
        .isIn(RejectReason.WRONG_TYPE, RejectReason.MALFORMED);
    RowData text =
        EventDecoderFixture.reject(
            EventDecoderFixture.streamOf("DECIMAL(10, 2)"),
            EventDecoderFixture.message(quoted(json)));
    assertThat(EventDecoderFixture.reason(text)).isEqualTo(RejectReason.WRONG_TYPE);
    for (String type : new String[] {"INT", "BIGINT", "DOUBLE", "STRING"}) {
      StreamDefinition both =
          EventDecoderFixture.stream(s -> s.column("d", "DECIMAL(4,2)").column("v", type));
      assertThat(
              EventDecoderFixture.decoder(both)
                  .decode(EventDecoderFixture.record(bytes(EventDecoderFixture.message(json)))))
          .isNotNull();
    }
  }

  @Test
  void aMegabyteOfDigitsIsNoNumber() {
    String digits = quoted("7".repeat(1_000_000));
    for (String type : new String[] {"DECIMAL(10, 2)", "INT", "BIGINT"}) {
      RowData reject =
          EventDecoderFixture.reject(
              EventDecoderFixture.streamOf(type), EventDecoderFixture.message(digits));
      assertThat(EventDecoderFixture.reason(reject)).isEqualTo(RejectReason.WRONG_TYPE);
    }
  }

  @Test
  void aTextOnTheWayToANestedColumnIsAWrongType() {
    RowData reject = EventDecoderFixture.reject(STREAM, GOOD.replace("{\"note\":\"n\"}", "\"n\""));
    assertThat(EventDecoderFixture.reason(reject)).isEqualTo(RejectReason.WRONG_TYPE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"event_id\":\"e1\",",
        "\"occurred_at\":\"2026-03-01T11:00:00Z\",",
        "\"customer_id\":7,",
        ",\"deep\":{\"note\":\"n\"}"
      })
  void everyNotNullColumnNeedsAValue(String part) {
    RowData missing = EventDecoderFixture.reject(STREAM, GOOD.replace(part, ""));
    assertThat(EventDecoderFixture.reason(missing)).isEqualTo(RejectReason.MISSING_VALUE);
    String name = part.replaceAll("^,?\"(\\w+)\".*", "$1").replace("deep", "note");
    assertThat(EventDecoderFixture.detail(missing)).contains(name);
    RowData isNull =
        EventDecoderFixture.reject(
            STREAM, GOOD.replaceFirst("(\"" + name + "\":)[^,}]*", "$1null"));
    assertThat(EventDecoderFixture.reason(isNull)).isEqualTo(RejectReason.MISSING_VALUE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ARRAY<INT NOT NULL> | [1, null]",
        "ROW<a INT NOT NULL, b INT> | {\"b\":1}",
        "ROW<a ROW<b STRING NOT NULL>> | {\"a\":{\"b\":null}}",
        "MAP<STRING, BIGINT NOT NULL> | {\"a\":null}"
      })
  void aTableCouldNotKeepANullInsideEither(String type, String json) {
    RowData reject =
        EventDecoderFixture.reject(
            EventDecoderFixture.streamOf(type), EventDecoderFixture.message(json));
    assertThat(EventDecoderFixture.reason(reject)).isEqualTo(RejectReason.MISSING_VALUE);
  }

  /** The last but one would come out as 2026 if milliseconds overflowed. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "+10000-01-01T00:00:00Z",
        "0000-12-31T23:59:59.999Z",
        "-0001-01-01T00:00:00Z",
        "+584556045-03-01T10:00:00Z",
        "+999999999-12-31T23:59:59Z"
      })
  void aTimeOutsideOfTheYearsOfALakeIsOutOfRange(String time) {
    RowData reject = EventDecoderFixture.reject(STREAM, GOOD.replace("2026-03-01T11:00:00Z", time));
    assertThat(EventDecoderFixture.reason(reject)).isEqualTo(RejectReason.TIME_OUT_OF_RANGE);
    RowData other =
        EventDecoderFixture.reject(
            EventDecoderFixture.streamOf("TIMESTAMP_LTZ(0)"),
            EventDecoderFixture.message(quoted(time)));
    assertThat(EventDecoderFixture.reason(other)).isEqualTo(RejectReason.TIME_OUT_OF_RANGE);
  }

  @ParameterizedTest
  @CsvSource({
    "DATE, 0000-01-01",
    "DATE, -0001-12-31",
    "DATE, +10000-01-01",
    "ARRAY<DATE>, 0000-12-31",
    "TIMESTAMP(3), 0000-12-31T10:00:00",
    "TIMESTAMP_LTZ(3), 0001-01-01T00:00:00+00:01",
    "TIMESTAMP_LTZ(3), 9999-12-31T23:59:59-00:01"
  })
  void soIsAnyDay(String type, String day) {
    String json = type.startsWith("ARRAY") ? "[" + quoted(day) + "]" : quoted(day);
    RowData reject =
        EventDecoderFixture.reject(
            EventDecoderFixture.streamOf(type), EventDecoderFixture.message(json));
    assertThat(EventDecoderFixture.reason(reject)).isEqualTo(RejectReason.TIME_OUT_OF_RANGE);
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MAX_VALUE, Long.MIN_VALUE, 253_402_300_800_000L})
  void soAreMillisecondsOutsideOfThem(long time) {
    StreamDefinition stream =
        EventDecoderFixture.bare(
            s -> s.column("n", "INT NOT NULL").column("t", "BIGINT NOT NULL").id("n").time("t"));
    RowData reject = EventDecoderFixture.reject(stream, "{\"n\":1,\"t\":" + time + "}");
    assertThat(EventDecoderFixture.reason(reject)).isEqualTo(RejectReason.TIME_OUT_OF_RANGE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"9999-12-31T23:59:59Z", "2026-03-01T13:00:00.001Z"})
  void anEventFromTheFutureIsAhead(String time) {
    RowData reject = EventDecoderFixture.reject(STREAM, GOOD.replace("2026-03-01T11:00:00Z", time));
    assertThat(EventDecoderFixture.reason(reject)).isEqualTo(RejectReason.TIME_AHEAD);
    assertThat(EventDecoderFixture.detail(reject))
        .contains(Instant.parse(time).toString(), "2026-03-01T12:00");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0001-01-01T00:00:00Z", "1926-03-01T11:59:59.999Z"})
  void anEventOfACenturyAgoIsBehind(String time) {
    RowData reject = EventDecoderFixture.reject(STREAM, GOOD.replace("2026-03-01T11:00:00Z", time));
    assertThat(EventDecoderFixture.reason(reject)).isEqualTo(RejectReason.TIME_BEHIND);
    assertThat(EventDecoderFixture.detail(reject))
        .contains(Instant.parse(time).toString(), "36525 d before");
  }

  private static StreamDefinition counting(String maxBehind) {
    return EventDecoderFixture.bare(
        s ->
            (maxBehind.isEmpty() ? s : s.maxBehind(maxBehind))
                .column("n", "INT NOT NULL")
                .column("t", "BIGINT NOT NULL")
                .id("n")
                .time("t"));
  }

  /** The second is seconds that would be of 2026. */
  @ParameterizedTest
  @CsvSource({
    "'', 1551434400, looks like seconds (2019-03-01T10:00:00Z)",
    "'', 1772359200, looks like seconds (2026-03-01T10:00:00Z)",
    "36525 d, 1551434400, looks like seconds (2019-03-01T10:00:00Z)",
    "'', 0, 7305 d before",
    "'', 1141214399999, 7305 d before"
  })
  void secondsWhereMillisecondsAreAskedForAreBehind(String behind, long time, String detail) {
    RowData reject = EventDecoderFixture.reject(counting(behind), "{\"n\":1,\"t\":" + time + "}");
    assertThat(EventDecoderFixture.reason(reject)).isEqualTo(RejectReason.TIME_BEHIND);
    assertThat(EventDecoderFixture.detail(reject)).contains(detail);
  }

  @Test
  void millisecondsOfAnyAgeAreTakenWhereTheStreamSaysSo() {
    EventDecoderFixture.event(counting("unlimited"), "{\"n\":1,\"t\":1551434400}");
    EventDecoderFixture.event(counting(""), "{\"n\":1,\"t\":1141214400000}");
  }

  /** History has no bound, but seconds are none. */
  @Test
  void importedSecondsAreRejectedToo() throws Exception {
    EventRowConverter history = EventRowConverter.ofHistory(counting(""));
    ConsumerRecord<byte[], byte[]> message = EventDecoderFixture.record(new byte[0]);
    assertThat(history.event(GenericRowData.of(1, 1_000_000_000_000L), message)).isNotNull();
    assertThat(history.event(GenericRowData.of(1, 0L), message)).isNotNull();
    assertThatThrownBy(() -> history.event(GenericRowData.of(1, 1_551_434_400L), message))
        .isInstanceOf(RejectedException.class)
        .hasMessageContaining("looks like seconds");
  }

  @Test
  void anEventOfAnyAgeIsTakenWhereTheStreamSaysSo() {
    StreamDefinition stream =
        EventDecoderFixture.bare(
            s ->
                s.column("n", "INT NOT NULL")
                    .column("t", "TIMESTAMP_LTZ(3) NOT NULL")
                    .id("n")
                    .time("t")
                    .maxBehind("unlimited"));
    EventDecoderFixture.event(stream, "{\"n\":1,\"t\":\"0001-01-01T00:00:00Z\"}");
  }

  @Test
  void anEventExactlyAtTheBoundIsNot() {
    EventDecoderFixture.event(STREAM, GOOD.replace("2026-03-01T11:00:00Z", "1926-03-01T12:00:00Z"));
    EventDecoderFixture.event(STREAM, GOOD.replace("11:00:00Z", "13:00:00.000Z"));
    EventDecoderFixture.event(STREAM, GOOD.replace("11:00:00Z", "13:00:00.000999Z"));
  }

  @Test
  void aKafkaTimestampAtTheEndOfTimeDoesNotOverflow() {
    DecodedMessage arrival =
        EventDecoderFixture.decoder(STREAM)
            .decode(EventDecoderFixture.record(bytes(GOOD), Long.MAX_VALUE));
    assertThat(EventDecoderFixture.reason(arrival.row())).isEqualTo(RejectReason.TIME_BEHIND);
  }

  private static String quoted(String text) {
    return '"' + text + '"';
  }

  private static byte[] latin1(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
