package io.tidemark.event.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.definition.StreamDefinition;
import io.tidemark.event.RejectReason;
import io.tidemark.event.decoder.DecodedMessage;
import io.tidemark.event.decoder.DecodedMessage.Accepted;
import io.tidemark.event.decoder.DecodedMessage.Rejected;
import io.tidemark.event.decoder.EventDecoder;
import io.tidemark.event.decoder.EventDecoderFixture;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.runtime.typeutils.StringDataSerializer;

/** Tests that a column has what its message says, or the message is rejected. */
class JsonValueConverterTest {

  private static final StreamDefinition TEXT = EventDecoderFixture.streamOf("STRING");
  private static final StreamDefinition BESIDE_A_DECIMAL =
      EventDecoderFixture.stream(s -> s.column("v", "STRING").column("price", "DECIMAL(10, 2)"));
  private static final EventDecoder TEXTS = EventDecoderFixture.decoder(TEXT);
  private static final EventDecoder TEXTS_BESIDE_A_DECIMAL =
      EventDecoderFixture.decoder(BESIDE_A_DECIMAL);

  private static DecodedMessage decode(EventDecoder decoder, String json) {
    return decoder.decode(EventDecoderFixture.record(json.getBytes(StandardCharsets.UTF_8)));
  }

  private static DecodedMessage decode(String type, String v) {
    return decode(
        EventDecoderFixture.decoder(EventDecoderFixture.streamOf(type)),
        EventDecoderFixture.message(v));
  }

  private static void assertWrongType(DecodedMessage arrival) {
    assertThat(arrival).isInstanceOf(Rejected.class);
    assertThat(EventDecoderFixture.reason(arrival.row())).isEqualTo(RejectReason.WRONG_TYPE);
  }

  // Days

  @Property(tries = 2000)
  void onlyDaysOfTheCalendarAreRead(
      @ForAll @IntRange(min = 1, max = 9999) int year,
      @ForAll @IntRange(min = 1, max = 12) int month,
      @ForAll @IntRange(min = 28, max = 31) int day) {
    String date = "%04d-%02d-%02d".formatted(year, month, day);
    DecodedMessage days = decode("DATE", quoted(date));
    DecodedMessage local = decode("TIMESTAMP(3)", quoted(date + "T10:00:00"));
    DecodedMessage instant = decode("TIMESTAMP_LTZ(3)", quoted(date + "T10:00:00Z"));
    if (exists(year, month, day)) {
      LocalDate expected = LocalDate.of(year, month, day);
      assertThat(days.row().getInt(2)).isEqualTo((int) expected.toEpochDay());
      assertThat(local.row().getTimestamp(2, 3).toLocalDateTime())
          .isEqualTo(expected.atTime(10, 0));
      assertThat(instant.row().getTimestamp(2, 3).toLocalDateTime())
          .isEqualTo(expected.atTime(10, 0));
    } else {
      assertWrongType(days);
      assertWrongType(local);
      assertWrongType(instant);
    }
  }

  private static boolean exists(int year, int month, int day) {
    try {
      LocalDate.of(year, month, day);
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }

  @Property(tries = 500)
  void anInstantIsTheSameWithAnyOffset(
      @ForAll @LongRange(min = -60_000_000_000L, max = 200_000_000_000L) long seconds,
      @ForAll @IntRange(max = 999_999_999) int nanos,
      @ForAll @IntRange(min = -18 * 60, max = 18 * 60) int minutes) {
    Instant instant = Instant.ofEpochSecond(seconds, nanos);
    String text =
        OffsetDateTime.ofInstant(instant, ZoneOffset.ofTotalSeconds(minutes * 60)).toString();
    RowData event = EventDecoderFixture.accepted(decode("TIMESTAMP_LTZ(6)", quoted(text)));
    assertThat(event.getTimestamp(2, 6).toInstant())
        .isEqualTo(Instant.ofEpochSecond(seconds, nanos / 1000 * 1000));
    String lower = text.toLowerCase(Locale.ROOT);
    assertThat(
            EventDecoderFixture.accepted(decode("TIMESTAMP_LTZ(6)", quoted(lower)))
                .getTimestamp(2, 6))
        .isEqualTo(event.getTimestamp(2, 6));
  }

  // Numbers

  @Provide
  Arbitrary<String> numbers() {
    Arbitrary<String> whole =
        Arbitraries.oneOf(
            Arbitraries.of("0", "-0", "9223372036854775808", "-2147483648", "2147483648"),
            Arbitraries.strings().numeric().ofMinLength(1).ofMaxLength(30).map(d -> "7" + d),
            Arbitraries.integers().map(String::valueOf));
    Arbitrary<String> fraction =
        Arbitraries.strings().numeric().ofMinLength(1).ofMaxLength(20).map(d -> "." + d);
    Arbitrary<String> exponent =
        Arbitraries.integers()
            .between(-420, 420)
            .map(e -> "e" + e)
            .map(e -> e.replace("e4", "E+4"));
    return Combinators.combine(whole, orNone(fraction), orNone(exponent))
        .as((w, f, e) -> w + f + e);
  }

  private static Arbitrary<String> orNone(Arbitrary<String> part) {
    return part.injectNull(0.4).map(p -> p == null ? "" : p);
  }

  @Property(tries = 1000)
  void aStringColumnReadsTheDigitsAsTheyStand(@ForAll("numbers") String number) {
    String object = "{\"v\":%s,\"l\":[%s]}".formatted(number, number);
    for (EventDecoder decoder : new EventDecoder[] {TEXTS, TEXTS_BESIDE_A_DECIMAL}) {
      RowData alone =
          EventDecoderFixture.accepted(decode(decoder, EventDecoderFixture.message(number)));
      assertThat(alone.getString(2)).hasToString(number);
      RowData inside =
          EventDecoderFixture.accepted(decode(decoder, EventDecoderFixture.message(object)));
      assertThat(inside.getString(2)).hasToString(object);
    }
  }

  @Property(tries = 1000)
  void aNumberIsJudgedTheSameInQuotes(@ForAll("numbers") String number) {
    for (String type :
        new String[] {"INT", "BIGINT", "FLOAT", "DOUBLE", "DECIMAL(20, 4)", "STRING"}) {
      DecodedMessage bare = decode(type, number);
      DecodedMessage text = decode(type, quoted(number));
      assertThat(text instanceof Accepted)
          .as(type + " " + number)
          .isEqualTo(bare instanceof Accepted);
      if (bare instanceof Accepted) {
        assertThat(text.row()).isEqualTo(bare.row());
      } else {
        assertWrongType(bare);
        assertWrongType(text);
      }
    }
  }

  @Property(tries = 1000)
  void doublesAreThoseNearestToWhatIsWritten(@ForAll("numbers") String number) {
    DecodedMessage read = decode("DOUBLE", number);
    double expected = new BigDecimal(number).doubleValue();
    assertThat(read instanceof Accepted).isEqualTo(Double.isFinite(expected));
    if (read instanceof Accepted) {
      assertThat(Math.abs(read.row().getDouble(2))).isEqualTo(Math.abs(expected));
    }
  }

  // Texts

  @Provide
  Arbitrary<String> texts() {
    Arbitrary<Character> chars =
        Arbitraries.oneOf(
            Arbitraries.chars().range('\ud7f0', '\ue010'),
            Arbitraries.of('\ud83d', '\ude00', 'a', '?', '\u00fc', '\ufffd', '"', '\\', '\n'));
    return chars.list().ofMaxSize(6).map(JsonValueConverterTest::joined);
  }

  private static String joined(Iterable<Character> chars) {
    StringBuilder text = new StringBuilder();
    chars.forEach(text::append);
    return text.toString();
  }

  @Property(tries = 2000)
  void aTextIsReadIfItHasAFormInUtf8(@ForAll("texts") String text) throws Exception {
    boolean encodable = StandardCharsets.UTF_8.newEncoder().canEncode(text);
    String json = escaped(text);
    String[][] places = {
      {"STRING", json},
      {"ARRAY<STRING>", "[" + json + "]"},
      {"ROW<a STRING>", "{\"a\":" + json + "}"},
      {"MAP<STRING, INT>", "{" + json + ":1}"},
      {"MAP<STRING, STRING>", "{\"k\":" + json + "}"},
      {"STRING", "{" + json + ":" + json + "}"},
      {"STRING", "[[" + json + "]]"}
    };
    for (String[] place : places) {
      DecodedMessage arrival = decode(place[0], place[1]);
      assertThat(arrival instanceof Accepted).as(place[0] + " " + place[1]).isEqualTo(encodable);
      if (!encodable) {
        assertWrongType(arrival);
        assertThat(EventDecoderFixture.detail(arrival.row())).contains("half of a surrogate pair");
      }
    }
    DecodedMessage id = decode(TEXTS, EventDecoderFixture.message("1").replace("\"e1\"", json));
    assertThat(id instanceof Accepted).isEqualTo(encodable);
    if (encodable) {
      StringData read = EventDecoderFixture.accepted(decode("STRING", json)).getString(2);
      assertThat(read).hasToString(text);
      assertThat(sent(read)).hasToString(text);
    }
  }

  private static StringData sent(StringData text) throws Exception {
    DataOutputSerializer out = new DataOutputSerializer(64);
    StringDataSerializer.INSTANCE.serialize(text, out);
    return StringDataSerializer.INSTANCE.deserialize(
        new DataInputDeserializer(out.getCopyOfBuffer()));
  }

  private static String escaped(String text) {
    return text.chars().mapToObj("\\u%04x"::formatted).collect(Collectors.joining("", "\"", "\""));
  }

  private static String quoted(String text) {
    return '"' + text + '"';
  }
}
