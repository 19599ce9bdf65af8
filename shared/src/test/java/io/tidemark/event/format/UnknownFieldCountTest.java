package io.tidemark.event.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.definition.StreamDefinition;
import io.tidemark.definition.parser.StreamBuilder;
import io.tidemark.event.decoder.DecodedMessage;
import io.tidemark.event.decoder.DecodedMessage.Accepted;
import io.tidemark.event.decoder.DecodedMessage.Rejected;
import io.tidemark.event.decoder.EventDecoder;
import io.tidemark.event.decoder.EventDecoderFixture;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.SimpleCounter;
import org.junit.jupiter.api.Test;

/** Tests that a message has the same number of unknown fields in every format. */
class UnknownFieldCountTest {

  private static final Schema SCHEMA =
      new Schema.Parser()
          .parse(
              """
              {"type": "record", "name": "order", "fields": [
                {"name": "event_id", "type": "string"},
                {"name": "occurred_at", "type": {"type": "long", "logicalType": "timestamp-millis"}},
                {"name": "extra", "type": ["null", "string"], "default": null},
                {"name": "device", "type": {"type": "record", "name": "device", "fields": [
                  {"name": "os", "type": "string"}, {"name": "model", "type": "string"}]}},
                {"name": "tags", "type": {"type": "array", "items":
                  {"type": "record", "name": "tag", "fields": [
                    {"name": "name", "type": "string"}, {"name": "colour", "type": "string"}]}}},
                {"name": "card", "type": ["null", {"type": "record", "name": "card", "fields": [
                  {"name": "kind", "type": "string"}, {"name": "brand", "type": "string"},
                  {"name": "bank", "type": ["null", {"type": "record", "name": "bank", "fields": [
                    {"name": "name", "type": "string"}, {"name": "bic", "type": "string"},
                    {"name": "city", "type": "string"}]}]}]}]}]}
              """);

  private static final GenericRecord BANK = record(bankOf(cardOf(SCHEMA)), "n", "B", "Z");

  /** So many are there outside of the card. */
  private static final int OUTER = 2; // extra, device; no tag is looked into

  private static StreamDefinition stream(String format, Consumer<StreamBuilder> more) {
    return EventDecoderFixture.stream(
        s -> {
          more.accept(s.format(format));
          s.column("kind", "STRING", "card.kind")
              .column("bank", "STRING", "card.bank.name")
              .column("tags", "ARRAY<ROW<name STRING>>");
        });
  }

  @Test
  void objectsThatColumnsReachIntoAreLookedInto() throws Exception {
    assertCount(
        OUTER + 1 + 2, // brand; bic, city
        "{'kind':'k','brand':'v','bank':{'name':'n','bic':'B','city':'Z'}}",
        record(cardOf(SCHEMA), "k", "v", BANK));
  }

  @Test
  void oneThatIsNotThereHasNone() throws Exception {
    assertCount(
        OUTER + 1, // brand
        "{'kind':'k','brand':'v','bank':null}",
        record(cardOf(SCHEMA), "k", "v", null));
    assertCount(OUTER, "null", null);
  }

  @Test
  void ofARejectNoneIsCounted() throws Exception {
    Consumer<StreamBuilder> wrong = s -> s.column("extra", "BIGINT NOT NULL", "device.os");
    SimpleCounter json = new SimpleCounter();
    assertThat(decode(stream("json", wrong), json("null"), json)).isInstanceOf(Rejected.class);
    assertThat(json.getCount()).isZero();
    SimpleCounter avro = new SimpleCounter();
    assertThat(
            decode(
                stream("avro", s -> wrong.accept(s.schema(SCHEMA.toString()))), avro(null), avro))
        .isInstanceOf(Rejected.class);
    assertThat(avro.getCount()).isZero();
  }

  private static void assertCount(int count, String jsonCard, GenericRecord avroCard)
      throws Exception {
    SimpleCounter json = new SimpleCounter();
    assertThat(decode(stream("json", s -> {}), json(jsonCard), json)).isInstanceOf(Accepted.class);
    assertThat(json.getCount()).as("of JSON").isEqualTo(count);
    SimpleCounter avro = new SimpleCounter();
    assertThat(decode(stream("avro", s -> s.schema(SCHEMA.toString())), avro(avroCard), avro))
        .isInstanceOf(Accepted.class);
    assertThat(avro.getCount()).as("of Avro").isEqualTo(count);
  }

  private static DecodedMessage decode(StreamDefinition stream, byte[] message, Counter counter)
      throws Exception {
    EventDecoder decoder = new EventDecoder(stream, Optional.empty());
    decoder.open(counter);
    return decoder.decode(EventDecoderFixture.record(message));
  }

  private static byte[] json(String card) {
    return """
        {"event_id": "e", "occurred_at": "2026-03-01T12:00:00Z", "extra": null,
          "device": {"os": "a", "model": "b"}, "tags": [{"name": "t", "colour": "red"}],
          "card": %s}
        """
        .formatted(card.replace('\'', '"'))
        .getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] avro(GenericRecord card) throws IOException {
    GenericRecord device = record(SCHEMA.getField("device").schema(), "a", "b");
    Schema tags = SCHEMA.getField("tags").schema();
    List<GenericRecord> tag = List.of(record(tags.getElementType(), "t", "red"));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
    new GenericDatumWriter<GenericRecord>(SCHEMA)
        .write(record(SCHEMA, "e", EventDecoderFixture.ARRIVED, null, device, tag, card), encoder);
    encoder.flush();
    return out.toByteArray();
  }

  private static GenericRecord record(Schema schema, Object... values) {
    GenericRecord record = new GenericData.Record(schema);
    for (int i = 0; i < values.length; i++) {
      record.put(i, values[i]);
    }
    return record;
  }

  private static Schema cardOf(Schema order) {
    return order.getField("card").schema().getTypes().get(1);
  }

  private static Schema bankOf(Schema card) {
    return card.getField("bank").schema().getTypes().get(1);
  }
}
