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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The columns of a stream change, again and again, between runs of one live job. */
@ExtendWith(EndToEndExtension.class)
@Tag("long")
final class EvolutionIT {

  private static final String TOPIC = "evolved.activity";
  private static final String FIRST =
      """
      pipeline: evolved
      streams:
        activity:
          topic: evolved.activity
          columns:
            event_id: STRING NOT NULL
            occurred_at: TIMESTAMP_LTZ(3) NOT NULL
            customer_id: BIGINT NOT NULL
            quantity: INT NOT NULL
            weight: FLOAT
            price: DECIMAL(6, 2)
            note: STRING
          id: event_id
          time: occurred_at
      features:
        customer:
          entity: [customer_id]
          from: [activity]
          columns:
            events_total: { agg: count(*) }
            events_1h: { agg: count(*), window: 1 h }
      """;

  /** Wider, one column more and one less, finer partitions. */
  private static final String SECOND =
      FIRST
          .replace("quantity: INT NOT NULL", "quantity: BIGINT")
          .replace("weight: FLOAT", "weight: DOUBLE")
          .replace("DECIMAL(6, 2)", "DECIMAL(12, 2)")
          .replace("      note: STRING\n", "      kind: STRING\n")
          .replace("    time: occurred_at\n", "    time: occurred_at\n    partition: hours\n");

  private static final String THIRD =
      SECOND.replace("quantity: BIGINT", "pieces: { type: BIGINT, path: quantity }");

  @TempDir Path dir;

  private final EndToEndFixture shop;
  private Path pipeline;
  private Path environment;
  private int sent;

  EvolutionIT(EndToEndFixture shop) {
    this.shop = shop;
  }

  @Test
  void theLiveJobGoesOnAndOldAndNewRowsAreReadBack() throws Exception {
    begin();
    send("\"quantity\":7,\"weight\":1.5,\"price\":12.50,\"note\":\"gift\"");
    run(0, "ingest", "--until-caught-up");

    define(SECOND);
    assertThat(run(2, "ingest", "--until-caught-up")).contains("tidemark evolve");
    assertThat(run(0, "evolve"))
        .contains("column quantity: was int, is long", "new column kind", "gone column note")
        .contains("Nothing was changed");
    assertThat(run(2, "ingest", "--until-caught-up")).contains("tidemark evolve");
    assertThat(run(0, "evolve", "--apply")).contains("Table activity: done");
    assertThat(run(0, "evolve")).contains("nothing to do").doesNotContain("--apply does it");
    send("\"quantity\":1099511627776,\"weight\":0.1,\"price\":1234567890.12,\"kind\":\"view\"");
    run(0, "ingest", "--until-caught-up");
    assertThat(rows("event_id", "quantity", "weight", "price", "note", "kind"))
        .containsExactly(
            "e0 7 1.5 12.50 gift null", "e1 1099511627776 0.1 1234567890.12 null view");

    define(THIRD);
    run(0, "evolve", "--apply", "--drop", "--rename", "activity.quantity=pieces");
    send("\"quantity\":3,\"kind\":\"cart\"");
    run(0, "ingest", "--until-caught-up");
    run(0, "maintain", "--settled", "1ms", "--rewrite-all");
    assertThat(rows("event_id", "pieces", "kind"))
        .containsExactly("e0 7 null", "e1 1099511627776 view", "e2 3 cart");

    define(THIRD.replace("type: BIGINT, path", "type: STRING, path"));
    assertThat(run(2, "evolve", "--apply")).contains("column pieces was long, is string");
    define(THIRD);
    assertThat(run(0, "verify")).contains("agrees to the bit");
    run(0, "audit");
  }

  private void begin() throws Exception {
    pipeline = dir.resolve("evolved.yaml");
    define(FIRST);
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
            """
                .formatted(shop.bootstrapServers(), dir, dir, dir));
    try (TopicAdmin topics = new TopicAdmin(shop.bootstrapServers())) {
      topics.create(TOPIC, 1, Map.of());
    }
  }

  private void define(String text) throws Exception {
    Files.writeString(pipeline, text);
  }

  private void send(String fields) {
    String value =
        "{\"event_id\":\"e%d\",\"occurred_at\":\"2026-03-01T1%d:00:00Z\",\"customer_id\":7,%s}"
            .formatted(sent, sent, fields);
    sent++;
    Map<String, String> client = Map.of("bootstrap.servers", shop.bootstrapServers());
    try (RateLimitedProducer producing =
        new RateLimitedProducer(client, 0, SendProgressListener.NONE)) {
      producing.send(
          List.of(new ProducerRecord<byte[], byte[]>(TOPIC, value.getBytes(StandardCharsets.UTF_8)))
              .iterator());
    }
  }

  private String run(int code, String command, String... more) {
    StringWriter printed = new StringWriter();
    PrintWriter out = new PrintWriter(printed, true);
    List<String> words = new ArrayList<>(List.of(command, pipeline.toString()));
    words.addAll(List.of("-e", environment.toString()));
    words.addAll(List.of(more));
    assertThat(Tidemark.run(out, out, words.toArray(String[]::new)))
        .as(printed.toString())
        .isEqualTo(code);
    return printed.toString();
  }

  private List<String> rows(String... columns) throws Exception {
    List<String> rows = new ArrayList<>();
    try (Lake lake = Lake.open(EnvironmentFile.read(environment), "evolved");
        CloseableIterable<Record> records = IcebergGenerics.read(lake.table("activity")).build()) {
      for (Record row : records) {
        List<String> values = new ArrayList<>();
        for (String column : columns) {
          values.add(String.valueOf(row.getField(column)));
        }
        rows.add(String.join(" ", values));
      }
    }
    rows.sort(null);
    return rows;
  }
}
