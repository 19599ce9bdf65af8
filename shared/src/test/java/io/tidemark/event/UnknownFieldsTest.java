package io.tidemark.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.definition.StreamDefinition;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.flink.metrics.SimpleCounter;
import org.junit.jupiter.api.Test;

/** What a message has and no column reads is found, at any depth that a column reaches into. */
class UnknownFieldsTest {

  private static final StreamDefinition STREAM =
      Given.stream(
          s ->
              s.column("city", "STRING", "address.city")
                  .column("card", "ROW<kind STRING, bank ROW<name STRING>>")
                  .column("tags", "ARRAY<ROW<name STRING>>"));

  @Test
  void aMessageOfColumnsAloneHasNone() {
    assertThat(
            in(
                "{'event_id':'e','address':{'city':'x'},'card':{'kind':'k','bank':null},'tags':[{}]}"))
        .isEmpty();
  }

  @Test
  void othersAreFoundWithATypeAndAnExample() {
    assertThat(in("{'n':7,'x':1.5,'b':true,'s':'a','t':'2026-03-01T10:00:00Z','z':null}"))
        .containsExactly(
            field("n", "BIGINT", "7"),
            field("x", "DOUBLE", "1.5"),
            field("b", "BOOLEAN", "true"),
            field("s", "STRING", "\"a\""),
            field("t", "TIMESTAMP_LTZ(3)", "\"2026-03-01T10:00:00Z\""),
            field("z", null, "null"));
  }

  /** Numbers and times as the reader of messages takes them, or refuses them. */
  @Test
  void theTypeIsOneThatReadsTheExample() {
    assertThat(
            in(
                "{'a':18446744073709551615,'b':1e400,'c':'2026-03-01T12:00:00+02:00',"
                    + "'d':'2026-02-30T12:00:00Z','e':'\\ud83d','f':1.10}"))
        .containsExactly(
            field("a", "DECIMAL(38, 0)", "18446744073709551615"),
            field("b", "STRING", "1e400"),
            field("c", "TIMESTAMP_LTZ(3)", "\"2026-03-01T12:00:00+02:00\""),
            field("d", "STRING", "\"2026-02-30T12:00:00Z\""),
            field("e", null, "\"\\ud83d\""),
            field("f", "DOUBLE", "1.10"));
  }

  @Test
  void objectsThatColumnsReachIntoAreSearched() {
    assertThat(in("{'address':{'zip':'1'},'card':{'bank':{'bic':'B'}},'city':'x'}"))
        .extracting(UnknownField::path)
        .containsExactly("address.zip", "card.bank.bic", "city");
  }

  @Test
  void anObjectThatNoneReachesIntoIsOneField() {
    assertThat(in("{'device':{'os':'a','model':'b'}}"))
        .containsExactly(field("device", null, "{\"os\":\"a\",\"model\":\"b\"}"));
  }

  @Test
  void whatIsNoObjectHasNone() {
    UnknownFields unknown = new UnknownFields(STREAM);
    assertThat(unknown.in(null)).isEmpty();
    for (String text :
        List.of("", "7", "[{'a':1}]", "{'a'", "{'address':7}", "[".repeat(100_000))) {
      assertThat(in(text)).as(text).isEmpty();
    }
  }

  @Test
  void theDecoderCountsThem() throws Exception {
    SimpleCounter counter = new SimpleCounter();
    EventDecoder decoder = new EventDecoder(STREAM, Optional.empty());
    decoder.open(counter);
    String event = "{'event_id':'e','occurred_at':'2026-03-01T11:00:00Z','a':1,'address':{'b':2}}";
    assertThat(decoder.decode(Given.record(bytes(event))).isLeft()).isTrue();
    assertThat(counter.getCount()).isEqualTo(2);
  }

  private static UnknownField field(String path, String type, String value) {
    return new UnknownField(path, Optional.ofNullable(type), value);
  }

  private static List<UnknownField> in(String json) {
    return new UnknownFields(STREAM).in(bytes(json));
  }

  private static byte[] bytes(String json) {
    return json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
  }
}
