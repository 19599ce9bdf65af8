package io.tidemark.testing.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.localkafka.PortFinder;
import io.tidemark.localkafka.RateLimitedProducer;
import io.tidemark.localkafka.SendProgressListener;
import io.tidemark.testing.lakes.SchemaRegistryServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Avro with a real schema registry, and without one; ids and times from the headers of CloudEvents:
 * producers change their schema, one uses a schema that nobody knows.
 */
@ExtendWith(EndToEndExtension.class)
@Tag("long")
final class AvroIT {

  private static final Instant START = Instant.parse("2026-02-09T00:00:00Z");
  private static final int EACH = 200;
  private static final String MONEY =
      """
      {"type": "record", "name": "money", "namespace": "shop", "fields": [
        {"name": "amount", "type": {"type": "bytes", "logicalType": "decimal", "precision": 8, "scale": 2}},
        {"name": "currency", "type": "string"}]}
      """;
  private static final String FIRST =
      """
      {"type": "record", "name": "payment", "namespace": "shop", "fields": [
        {"name": "customer_id", "type": "long"}, {"name": "price", "type": "shop.money"}]}
      """;
  private static final String SECOND =
      """
      {"type": "record", "name": "payment", "namespace": "shop", "fields": [
        {"name": "method", "type": {"type": "enum", "name": "m", "symbols": ["CARD", "CASH"]}},
        {"name": "price", "type": "shop.money"}, {"name": "terminal", "type": ["null", "string"]},
        {"name": "customer_id", "type": "int"}]}
      """;
  private static final String PIPELINE =
      """
      pipeline: shop
      streams:
        payments:
          topic: shop.payments
          format: avro-confluent
          columns:
            payment_id: { type: STRING NOT NULL, header: ce_id }
            paid_at: { type: TIMESTAMP_LTZ(3) NOT NULL, header: ce_time }
            customer_id: BIGINT NOT NULL
            amount: { type: "DECIMAL(10, 2)", path: price.amount }
            method: STRING
          id: payment_id
          time: paid_at
        visits:
          topic: shop.visits
          format: avro
          schema: |
            {"type": "record", "name": "visit", "fields": [{"name": "id", "type": "long"},
              {"name": "at", "type": {"type": "long", "logicalType": "timestamp-millis"}}, {"name": "customer", "type": "long"}]}
          columns:
            id: BIGINT NOT NULL
            at: TIMESTAMP_LTZ(3) NOT NULL
            customer_id: { type: BIGINT NOT NULL, path: customer }
          id: id
          time: at
      features:
        customers:
          entity: [customer_id]
          from: [payments, visits]
          columns:
            paid_1h: { agg: sum(amount), of: payments, window: 1 h }
            visits_all: { agg: count(*), of: visits }
      """;

  private final EndToEndFixture shop;

  @TempDir private Path dir;

  AvroIT(EndToEndFixture shop) {
    this.shop = shop;
  }

  @Test
  void avroMessagesAreEventsLikeOthers() throws Exception {
    try (SchemaRegistryServer registry =
        SchemaRegistryServer.start(dir.resolve("registry"), PortFinder.free(1).get(0))) {
      String lake =
          "schema_registry: { url: \""
              + registry.uri()
              + "\" }\n"
              + EndToEndWorkspace.localLake(dir);
      EndToEndWorkspace workspace = shop.site("avro", PIPELINE, lake);
      workspace.createTopics();
      Schema.Parser types = new Schema.Parser();
      Schema money = types.parse(MONEY);
      register(registry, "money", MONEY, false);
      int first = register(registry, "payments-value", FIRST, true);
      int second = register(registry, "payments-new-value", SECOND, true);
      List<ProducerRecord<byte[], byte[]>> messages = new ArrayList<>();
      payments(workspace, first, with(money, FIRST), 0, messages);
      payments(workspace, second, with(money, SECOND), EACH, messages);
      messages.add(payment(workspace, 999_999, with(money, FIRST), 2 * EACH));
      visits(workspace, messages);
      produce(messages);
      workspace.run("ingest", "--until-caught-up");

      assertThat(workspace.rows("payments")).isEqualTo(2 * EACH);
      assertThat(workspace.rows("visits")).isEqualTo(EACH);
      assertThat(workspace.rows("customers")).isEqualTo(3 * EACH);
      assertThat(sql(workspace, "SELECT COUNT(*), SUM(amount), COUNT(`method`) FROM payments"))
          .endsWith(2 * EACH + ",600.00," + EACH);
      assertThat(sql(workspace, "SELECT reason, detail FROM rejects"))
          .endsWith("MALFORMED,\"the registry has no Avro schema 999999\"");
      workspace.run("verify");
      assertThat(workspace.run("audit")).doesNotContain("BROKEN");
      assertThat(workspace.run("replay", "--dry-run"))
          .contains("1 that the pipeline file rejects, too");
    }
  }

  private static String sql(EndToEndWorkspace workspace, String query) throws IOException {
    return workspace.run("sql", query, "--format", "csv").strip();
  }

  private static Schema with(Schema money, String schema) {
    Schema.Parser parser = new Schema.Parser();
    parser.addTypes(Map.of(money.getFullName(), money));
    return parser.parse(schema);
  }

  private static void payments(
      EndToEndWorkspace workspace,
      int id,
      Schema schema,
      int from,
      List<ProducerRecord<byte[], byte[]>> messages)
      throws IOException {
    for (int i = from; i < from + EACH; i++) {
      messages.add(payment(workspace, id, schema, i));
    }
  }

  private static ProducerRecord<byte[], byte[]> payment(
      EndToEndWorkspace workspace, int id, Schema schema, int n) throws IOException {
    GenericRecord price = new GenericData.Record(schema.getField("price").schema());
    price.put("amount", ByteBuffer.wrap(new byte[] {0, (byte) 150}));
    price.put("currency", "EUR");
    GenericRecord record = new GenericData.Record(schema);
    record.put("price", price);
    if (schema.getField("method") == null) {
      record.put("customer_id", (long) (n % 10));
    } else {
      record.put("customer_id", n % 10);
      record.put("method", new GenericData.EnumSymbol(schema.getField("method").schema(), "CASH"));
    }
    ByteArrayOutputStream value = new ByteArrayOutputStream();
    value.write(0);
    value.write(ByteBuffer.allocate(Integer.BYTES).putInt(id).array());
    value.write(binary(record));
    Instant time = START.plusSeconds(n);
    ProducerRecord<byte[], byte[]> message =
        new ProducerRecord<>(
            workspace.pipeline().stream("payments").topic(),
            n % 3,
            time.toEpochMilli(),
            null,
            value.toByteArray());
    message.headers().add("ce_id", ("p-" + n).getBytes(StandardCharsets.UTF_8));
    message.headers().add("ce_time", time.toString().getBytes(StandardCharsets.UTF_8));
    return message;
  }

  private static void visits(
      EndToEndWorkspace workspace, List<ProducerRecord<byte[], byte[]>> messages)
      throws IOException {
    var stream = workspace.pipeline().stream("visits");
    Schema schema = new Schema.Parser().parse(stream.schema().orElseThrow());
    for (int i = 0; i < EACH; i++) {
      Instant time = START.plusSeconds(2L * i);
      GenericRecord record = new GenericData.Record(schema);
      record.put("id", (long) i);
      record.put("at", time.toEpochMilli());
      record.put("customer", (long) (i % 10));
      messages.add(
          new ProducerRecord<>(stream.topic(), i % 3, time.toEpochMilli(), null, binary(record)));
    }
  }

  private static byte[] binary(GenericRecord record) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
    new GenericDatumWriter<GenericRecord>(record.getSchema()).write(record, encoder);
    encoder.flush();
    return out.toByteArray();
  }

  private void produce(List<ProducerRecord<byte[], byte[]>> messages) {
    try (RateLimitedProducer producing =
        new RateLimitedProducer(
            Map.of("bootstrap.servers", shop.bootstrapServers()), 0, SendProgressListener.NONE)) {
      producing.send(messages.iterator());
    }
  }

  /** As a serializer does before it writes the first message of a schema. */
  private static int register(
      SchemaRegistryServer registry, String subject, String schema, boolean refersToMoney)
      throws Exception {
    ObjectMapper json = new ObjectMapper();
    ObjectNode body = json.createObjectNode().put("schema", schema);
    if (refersToMoney) {
      body.putArray("references")
          .addObject()
          .put("name", "shop.money")
          .put("subject", "money")
          .put("version", 1);
    }
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(registry.uri() + "/subjects/" + subject + "/versions"))
            .header("Content-Type", "application/vnd.schemaregistry.v1+json")
            .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
            .build();
    HttpResponse<String> answer =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    JsonNode id = json.readTree(answer.body()).path("id");
    assertThat(id.isInt()).as(answer.body()).isTrue();
    return id.asInt();
  }
}
