package io.tidemark.testing.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.cli.Tidemark;
import io.tidemark.definition.parser.EnvironmentFile;
import io.tidemark.lake.Lake;
import io.tidemark.localkafka.RateLimitedProducer;
import io.tidemark.localkafka.SendProgressListener;
import io.tidemark.localkafka.TopicAdmin;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** From a reject to its feature: correct the definition, replay, ingest, heal. */
@ExtendWith(EndToEndExtension.class)
@Tag("long")
final class ReplayHealIT {

  private static final String TOPIC = "replayed.activity";
  private static final Instant ARRIVED = Instant.parse("2026-03-01T12:00:00Z");
  private static final String PIPELINE =
      """
      pipeline: replayed
      streams:
        activity:
          topic: replayed.activity
          columns:
            event_id: STRING NOT NULL
            occurred_at: TIMESTAMP_LTZ(3) NOT NULL
            customer_id: { type: BIGINT NOT NULL, path: customer_id }
          id: event_id
          time: occurred_at
      features:
        customer_activity:
          entity: [customer_id]
          from: [activity]
          columns:
            events_total: { agg: count(*) }
      """;

  @TempDir Path dir;

  private final EndToEndFixture shop;
  private Path pipeline;
  private Path environment;

  ReplayHealIT(EndToEndFixture shop) {
    this.shop = shop;
  }

  @Test
  void aRejectIsInTheFeaturesAfterReplayAndHeal() throws Exception {
    prepare();
    run("ingest", "--until-caught-up");
    assertThat(rows("customer_activity")).hasSize(2);
    assertThat(run("replay")).contains("Nothing to replay", "3 MISSING_VALUE", "1 MALFORMED");

    Files.writeString(pipeline, PIPELINE.replace("path: customer_id", "path: customer"));
    assertThat(run("replay", "--dry-run")).contains("Would replay 3 messages");
    assertThat(run("replay", "--reason", "MALFORMED")).contains("Nothing to replay");
    assertThat(run("replay", "--to", "2026-03-01")).contains("Nothing to replay");
    assertThat(run("replay", "--from", "2026-03-01"))
        .contains("Replayed 3 messages", "1 MALFORMED");
    assertThat(run("replay")).contains("Nothing to replay", "3 replayed before");

    run("ingest", "--until-caught-up");
    run("heal");
    assertThat(rows("activity"))
        .extracting(r -> r.getField("event_id"))
        .containsExactlyInAnyOrder("e0", "e1", "e2", "e3", "e4");
    assertThat(rows("customer_activity"))
        .extracting(r -> r.getField("event_id") + " " + r.getField("events_total"))
        .containsExactlyInAnyOrder("e0 1", "e1 2", "e2 3", "e3 4", "e4 5");
    run("verify");
  }

  /** Of five events the middle ones call the customer otherwise; and one message is broken. */
  private void prepare() throws Exception {
    pipeline = Files.writeString(dir.resolve("replayed.yaml"), PIPELINE);
    environment =
        Files.writeString(
            dir.resolve("environment.yaml"),
            """
            kafka: { bootstrap.servers: "%s" }
            catalog:
              catalog-impl: org.apache.iceberg.jdbc.JdbcCatalog
              uri: "jdbc:sqlite:%s/catalog.db?journal_mode=WAL"
              warehouse: "%s/warehouse"
            checkpoints: "file://%s/checkpoints"
            checkpoint_interval: 1 s
            dead_letters: replayed.dead-letters
            """
                .formatted(shop.bootstrapServers(), dir, dir, dir));
    try (TopicAdmin topics = new TopicAdmin(shop.bootstrapServers())) {
      topics.create(TOPIC, 1, Map.of());
    }
    List<ProducerRecord<byte[], byte[]>> messages = new ArrayList<>(List.of(message("{")));
    IntStream.range(0, 5)
        .mapToObj(ReplayHealIT::event)
        .map(ReplayHealIT::message)
        .forEach(messages::add);
    Map<String, String> client = Map.of("bootstrap.servers", shop.bootstrapServers());
    try (RateLimitedProducer producing =
        new RateLimitedProducer(client, 0, SendProgressListener.NONE)) {
      producing.send(messages.iterator());
    }
  }

  private static String event(int number) {
    String customer = number % 4 == 0 ? "customer_id" : "customer";
    return "{\"event_id\":\"e%d\",\"occurred_at\":\"2026-03-01T1%d:00:00Z\",\"%s\":7}"
        .formatted(number, number, customer);
  }

  private static ProducerRecord<byte[], byte[]> message(String value) {
    return new ProducerRecord<>(
        TOPIC,
        0,
        ARRIVED.plusSeconds(7200).toEpochMilli(),
        null,
        value.getBytes(StandardCharsets.UTF_8));
  }

  private String run(String command, String... more) {
    StringWriter printed = new StringWriter();
    PrintWriter out = new PrintWriter(printed, true);
    List<String> words = new ArrayList<>(List.of(command, pipeline.toString()));
    words.addAll(List.of("-e", environment.toString()));
    words.addAll(List.of(more));
    assertThat(Tidemark.run(out, out, words.toArray(String[]::new)))
        .as(printed.toString())
        .isZero();
    return printed.toString();
  }

  private List<Record> rows(String table) throws Exception {
    try (Lake lake = Lake.open(EnvironmentFile.read(environment), "replayed");
        CloseableIterable<Record> rows = IcebergGenerics.read(lake.table(table)).build()) {
      List<Record> all = new ArrayList<>();
      rows.forEach(all::add);
      return all;
    }
  }
}
