package io.tidemark.event.decoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.definition.SchemaRegistry;
import io.tidemark.definition.StreamDefinition;
import io.tidemark.event.RejectReason;
import io.tidemark.event.decoder.DecodedMessage.Accepted;
import io.tidemark.event.decoder.DecodedMessage.Rejected;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.table.data.RowData;
import org.junit.jupiter.api.Test;

/** Messages in Avro's binary form: what becomes of good ones, and of every kind of bad one. */
class AvroMessagesTest {

  private static final Schema SCHEMA =
      new Schema.Parser()
          .parse(
              """
              {"type": "record", "name": "order", "fields": [
                {"name": "event_id", "type": "string"},
                {"name": "occurred_at", "type": {"type": "long", "logicalType": "timestamp-micros"}},
                {"name": "n", "type": ["null", "int"]},
                {"name": "tags", "type": {"type": "array", "items": "string"}},
                {"name": "extra", "type": "boolean"}]}
              """);
  private static final StreamDefinition STREAM =
      EventDecoderFixture.stream(
          s ->
              s.format("avro")
                  .schema(SCHEMA.toString())
                  .column("n", "BIGINT")
                  .column("tags", "ARRAY<STRING>")
                  .column("newer", "STRING"));

  private static byte[] message(Map<String, Object> changes) {
    GenericRecord record = new GenericData.Record(SCHEMA);
    record.put("event_id", "e1");
    record.put("occurred_at", 1_772_366_399_123_456L);
    record.put("n", 7);
    record.put("tags", List.of("a", "b"));
    record.put("extra", true);
    changes.forEach(record::put);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
      new GenericDatumWriter<GenericRecord>(SCHEMA).write(record, encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return out.toByteArray();
  }

  private static DecodedMessage decode(byte[] value) {
    return EventDecoderFixture.decoder(STREAM).decode(EventDecoderFixture.record(value));
  }

  @Test
  void aRecordIsAnEventWhateverElseItHas() {
    RowData event = EventDecoderFixture.accepted(decode(message(Map.of())));
    assertThat(event.getString(0)).hasToString("e1");
    assertThat(event.getTimestamp(1, 3)).hasToString("2026-03-01T11:59:59.123");
    assertThat(event.getLong(2)).isEqualTo(7);
    assertThat(event.getArray(3).size()).isEqualTo(2);
    assertThat(event.isNullAt(4)).as("a column that the producer does not know").isTrue();
  }

  @Test
  void whatIsCutOffOrLongerIsRejected() {
    byte[] good = message(Map.of());
    for (int length = 0; length < good.length; length++) {
      assertMalformed(Arrays.copyOf(good, length));
    }
    assertMalformed(Arrays.copyOf(good, good.length + 1));
    assertMalformed("{\"event_id\": \"e1\"}".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void lengthsThatAMessageOnlyClaimsTakeNoMemory() {
    byte[] claims = {-2, -1, -1, -1, 15, 'x'}; // a text of two gigabytes
    assertMalformed(claims);
    byte[] good = message(Map.of("tags", List.of()));
    byte[] many = Arrays.copyOf(good, good.length + 4);
    System.arraycopy(claims, 0, many, good.length - 2, 5); // an array of a billion texts
    assertMalformed(many);
  }

  @Test
  void aTextThatIsNotUtf8IsRejected() {
    byte[] message = message(Map.of("event_id", "e\uFFFD"));
    assertThat(decode(message)).as("the character itself is a text").isInstanceOf(Accepted.class);
    message[2] = (byte) 0xFF;
    message[3] = (byte) 0xFF;
    message[4] = (byte) 0xFF;
    assertMalformed(message);
  }

  @Test
  void soIsAKeyOfAMap() {
    String schema =
        """
        {"type": "record", "name": "r", "fields": [{"name": "event_id", "type": "string"},
          {"name": "occurred_at", "type": {"type": "long", "logicalType": "timestamp-millis"}},
          {"name": "m", "type": {"type": "map", "values": "int"}}]}
        """;
    StreamDefinition maps =
        EventDecoderFixture.stream(
            s -> s.format("avro").schema(schema).column("m", "MAP<STRING, INT>"));
    byte[] two = {2, 'e', 0, 4, 2, (byte) 0xFF, 2, 2, (byte) 0xFE, 4, 0};
    RowData reject = EventDecoderFixture.reject(maps, two);
    assertThat(EventDecoderFixture.detail(reject)).contains("not UTF-8");
  }

  private static void assertMalformed(byte[] message) {
    DecodedMessage arrival = decode(message);
    assertThat(arrival).isInstanceOf(Rejected.class);
    assertThat(EventDecoderFixture.reason(arrival.row())).isEqualTo(RejectReason.MALFORMED);
    assertThat(arrival.row().getBinary(8)).isEqualTo(message);
  }

  @Test
  void aSchemaWithOtherTypesIsSaidOfEveryMessage() {
    StreamDefinition other =
        EventDecoderFixture.stream(
            s -> s.format("avro").schema(SCHEMA.toString()).column("n", "STRING"));
    RowData reject = EventDecoderFixture.reject(other, message(Map.of()));
    assertThat(EventDecoderFixture.reason(reject)).isEqualTo(RejectReason.WRONG_TYPE);
    assertThat(EventDecoderFixture.detail(reject)).contains("its column n is int, not STRING");
  }

  /** A message is no worse for a registry that is away. */
  @Test
  void nothingIsRejectedBecauseTheRegistryDoesNotAnswer() throws Exception {
    StreamDefinition confluent = EventDecoderFixture.stream(s -> s.format("avro-confluent"));
    SchemaRegistry nobody =
        new SchemaRegistry("http://127.0.0.1:1", Optional.of("me"), Optional.of("secret"));
    EventDecoder decoder = new EventDecoder(confluent, Optional.of(nobody));
    decoder.open(new SimpleCounter());
    assertThatThrownBy(
            () -> decoder.decode(EventDecoderFixture.record(new byte[] {0, 0, 0, 0, 1, 2})))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("the schema registry http://127.0.0.1:1 does not answer")
        .hasMessageNotContaining("secret");
    assertThat(decoder.decode(EventDecoderFixture.record(new byte[] {1, 0, 0, 0, 1})))
        .isInstanceOf(Rejected.class);
  }

  @Test
  void whatEveryMessageIsHeldToHoldsHereToo() {
    StreamDefinition strict =
        EventDecoderFixture.stream(
            s -> s.format("avro").schema(SCHEMA.toString()).column("n", "INT NOT NULL"));
    byte[] without = message(Collections.singletonMap("n", null));
    assertThat(EventDecoderFixture.reason(EventDecoderFixture.reject(strict, without)))
        .isEqualTo(RejectReason.MISSING_VALUE);
    byte[] tooLate = message(Map.of("occurred_at", Long.MAX_VALUE));
    assertThat(EventDecoderFixture.reason(EventDecoderFixture.reject(strict, tooLate)))
        .isEqualTo(RejectReason.TIME_OUT_OF_RANGE);
  }
}
