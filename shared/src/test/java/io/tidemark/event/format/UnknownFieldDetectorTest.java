package io.tidemark.event.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.definition.FieldPath;
import io.tidemark.definition.StreamDefinition;
import io.tidemark.definition.UserException;
import io.tidemark.event.decoder.DecodedMessage.Accepted;
import io.tidemark.event.decoder.EventDecoder;
import io.tidemark.event.decoder.EventDecoderFixture;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

/** Tests that a field which no column reads is found, at any depth that a column reaches into. */
class UnknownFieldDetectorTest {

  private static final StreamDefinition STREAM =
      EventDecoderFixture.stream(
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
  void aDotOfANameIsNotOneBetweenNames() {
    assertThat(in("{'user.id':1,'user':{'id':2},'address':{'zip.code':'1'}}"))
        .extracting(UnknownField::path)
        .containsExactly("user\\.id", "user", "address.zip\\.code");
  }

  /** A column as drift suggests it reads the field. */
  @Property(tries = 300)
  void aColumnOfThatPathAndTypeReadsTheField(
      @ForAll("keys") List<String> keys, @ForAll("values") String value) {
    Assume.that(!Set.of("event_id", "occurred_at").contains(keys.get(0)));
    ObjectNode message = JsonNodeFactory.instance.objectNode();
    message.put("event_id", "e").put("occurred_at", "2026-03-01T11:00:00Z");
    ObjectNode inner = message;
    for (String key : keys.subList(0, keys.size() - 1)) {
      inner = inner.putObject(key);
    }
    inner.put(keys.get(keys.size() - 1), "?");
    String json = message.toString().replace("\"?\"", value);
    StreamDefinition beside =
        EventDecoderFixture.stream(
            s -> s.column("beside", "STRING", beside(keys, "beside beside")));
    UnknownField found =
        UnknownFieldDetector.of(beside).in(json.getBytes(StandardCharsets.UTF_8)).get(0);
    StreamDefinition pasted =
        EventDecoderFixture.stream(s -> s.column("v", found.type().orElseThrow(), found.path()));
    assertThat(EventDecoderFixture.event(pasted, json).isNullAt(2)).isFalse();
  }

  /** So that the objects on the way are looked into. */
  private static String beside(List<String> keys, String name) {
    List<String> path = new ArrayList<>(keys.subList(0, keys.size() - 1));
    path.add(name);
    return FieldPath.of(path);
  }

  @Provide
  Arbitrary<List<String>> keys() {
    return Arbitraries.strings()
        .withChars("ab.\\/ü-\"1")
        .ofMinLength(1)
        .ofMaxLength(5)
        .list()
        .ofMinSize(1)
        .ofMaxSize(3);
  }

  @Provide
  Arbitrary<String> values() {
    return Arbitraries.of(
        "7",
        "-0",
        "1e3",
        "1.10",
        "1e400",
        "18446744073709551615",
        "9".repeat(60),
        "true",
        "\"\"",
        "\"NaN\"",
        "\"2026-03-01T12:00:00.25+02:00\"",
        "\"2026-02-30T12:00:00Z\"",
        "\"0000-01-01T00:00:00Z\"",
        "\"2026-03-01T24:00:00Z\"");
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
    UnknownFieldDetector unknown = UnknownFieldDetector.of(STREAM);
    assertThat(unknown.in(null)).isEmpty();
    for (String text :
        List.of("", "7", "[{'a':1}]", "{'a'", "{'address':7}", "[".repeat(100_000))) {
      assertThat(in(text)).as(text).isEmpty();
    }
  }

  @Test
  void whatHasASchemaIsRefused() {
    StreamDefinition stream = EventDecoderFixture.stream(s -> s.format("avro-confluent"));
    assertThatThrownBy(() -> UnknownFieldDetector.of(stream))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("its messages are not JSON");
  }

  @Test
  void theDecoderCountsThem() throws Exception {
    SimpleCounter counter = new SimpleCounter();
    EventDecoder decoder = new EventDecoder(STREAM, Optional.empty());
    decoder.open(counter);
    String event = "{'event_id':'e','occurred_at':'2026-03-01T11:00:00Z','a':1,'address':{'b':2}}";
    assertThat(decoder.decode(EventDecoderFixture.record(bytes(event))))
        .isInstanceOf(Accepted.class);
    assertThat(counter.getCount()).isEqualTo(2);
  }

  private static UnknownField field(String path, String type, String value) {
    return new UnknownField(path, Optional.ofNullable(type), value);
  }

  private static List<UnknownField> in(String json) {
    return UnknownFieldDetector.of(STREAM).in(bytes(json));
  }

  private static byte[] bytes(String json) {
    return json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
  }
}
