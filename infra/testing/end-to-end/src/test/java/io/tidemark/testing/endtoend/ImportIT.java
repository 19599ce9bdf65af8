package io.tidemark.testing.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.localkafka.RateLimitedProducer;
import io.tidemark.localkafka.SendProgressListener;
import io.tidemark.testing.faults.process.ChildProcess;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * History that Kafka never saw: imported by a process that is killed, imported to its end, made
 * features of, held to DuckDB's windows over the very files, and gone on from live. {@code
 * -Dtidemark.import.rows=10000000} for a long one.
 */
@ExtendWith(EndToEndExtension.class)
@Tag("long")
final class ImportIT {

  private static final long ROWS = Long.getLong("tidemark.import.rows", 200_000);
  private static final int FILES = 8;
  private static final int DAYS = 20;
  private static final Instant START = Instant.parse("2019-01-01T00:00:00Z");
  private static final String PIPELINE =
      """
      pipeline: shop
      streams:
        orders:
          topic: shop.orders
          columns:
            order_id: STRING NOT NULL
            ordered_at: TIMESTAMP_LTZ(3) NOT NULL
            customer_id: BIGINT NOT NULL
            price: DECIMAL(10, 2)
            quantity: INT
          id: order_id
          time: ordered_at
          imports:
            orders_2019:
              format: parquet
              columns:
                order_no: BIGINT
                ordered: TIMESTAMP_LTZ(6)
                client: { type: BIGINT, path: who.client }
                amount: DECIMAL(12, 4)
                n: INT
              values:
                order_id: "'o-' || CAST(order_no AS STRING)"
                ordered_at: ordered
                customer_id: client
                price: CAST(amount AS DECIMAL(10, 2))
                quantity: n
      features:
        customers:
          entity: [customer_id]
          from: [orders]
          columns:
            orders_1d: { agg: count(*), window: 1 d }
            spend_1d: { agg: sum(price * quantity), window: 1 d }
            highest: { agg: max(price) }
      """;
  private static final String EXPECTED =
      """
      SELECT who.client::BIGINT AS customer_id, epoch_ms(ordered) AS event_time, 'o-' || order_no AS event_id,
        count(*) OVER day AS orders_1d, sum(amount::DECIMAL(10, 2) * n) OVER day AS spend_1d,
        max(amount::DECIMAL(10, 2)) OVER ever AS highest
      FROM read_parquet('%s/*.parquet')
      WINDOW day AS (PARTITION BY who.client ORDER BY ordered
          RANGE BETWEEN INTERVAL 1 DAY PRECEDING AND CURRENT ROW),
        ever AS (PARTITION BY who.client ORDER BY ordered
          RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)
      """;
  private static final String FOUND =
      """
      SELECT customer_id, epoch_ms(event_time) AS event_time, event_id, orders_1d, spend_1d, highest
      FROM read_parquet([%s])
      """;

  private final EndToEndFixture shop;

  ImportIT(EndToEndFixture shop) {
    this.shop = shop;
  }

  @Test
  void yearsThatKafkaNeverSawBecomeFeatures() throws Exception {
    String place = "history";
    Path dir = Files.createTempDirectory("tidemark-import");
    EndToEndWorkspace workspace = shop.site(place, PIPELINE, EndToEndWorkspace.localLake(dir));
    workspace.createTopics();
    Path files = Files.createDirectories(dir.resolve("orders of 2019"));
    writeFiles(files);
    importAndKill(workspace, files);
    String resumed =
        workspace.run("import", "orders_2019", files.toString(), "--commit-every", "1kB");
    assertThat(resumed).contains("are there already").contains("0 rejects");
    assertThat(workspace.rows("orders")).isEqualTo(ROWS);
    assertThat(workspace.run("import", "orders_2019", files.toString()))
        .contains("Imported 0 files");
    String end = START.plusSeconds((DAYS + 1) * 86_400L).toString();
    workspace.run("backfill", "--from", START.toString(), "--to", end);
    workspace.run("verify", "--to", end);
    assertThat(workspace.rows("customers")).isEqualTo(ROWS);
    assertLikeDuckDb(files, workspace);
    goesOnLive(workspace);
  }

  private static void writeFiles(Path files) throws SQLException {
    long perFile = ROWS / FILES;
    long micros = DAYS * 86_400_000_000L / ROWS;
    for (int i = 0; i < FILES; i++) {
      query(
          """
          COPY (SELECT i AS order_no, TIMESTAMP '2019-01-01' + INTERVAL (i * %d // 1000 * 1000) MICROSECOND AS ordered,
            {'client': (hash(i) %% %d)::INTEGER, 'name': 'n' || i} AS who,
            ((hash(i + 7) %% 100000) / 100)::DECIMAL(12, 4) AS amount, (1 + hash(i + 3) %% 4)::INTEGER AS n
            FROM range(%d, %d) r(i)) TO '%s/part-%d.parquet' (FORMAT parquet)
          """
              .formatted(
                  micros, Math.max(100, ROWS / 200), i * perFile, (i + 1) * perFile, files, i));
    }
  }

  private static void importAndKill(EndToEndWorkspace workspace, Path files) throws Exception {
    Path environment = workspace.environmentFile(2, "at-least-once");
    List<String> words = List.of("orders_2019", files.toString(), "--commit-every", "1kB");
    try (ChildProcess process =
        workspace.start("import", environment, words.toArray(String[]::new))) {
      process.awaitText(FILES / 2 + " of " + FILES + " files committed");
      process.kill();
    }
    assertThat(workspace.rows("orders"))
        .isBetween(ROWS / FILES, ROWS - 1)
        .matches(n -> n % (ROWS / FILES) == 0);
  }

  private static void assertLikeDuckDb(Path files, EndToEndWorkspace workspace) throws Exception {
    List<String> data = new ArrayList<>();
    try (CloseableIterable<FileScanTask> tasks =
        workspace.table("customers").newScan().planFiles()) {
      tasks.forEach(t -> data.add("'" + t.file().location().replaceFirst("^file:", "") + "'"));
    }
    String expected = EXPECTED.formatted(files);
    String found = FOUND.formatted(String.join(", ", data));
    assertThat(query("SELECT count(*) FROM (" + found + ")")).isEqualTo(ROWS);
    assertThat(query("SELECT count(*) FROM (" + expected + " EXCEPT ALL " + found + ")")).isZero();
  }

  /** The live job's first rows see imported events; its rows are those that BATCH computes. */
  private void goesOnLive(EndToEndWorkspace workspace) throws Exception {
    String topic = workspace.pipeline().stream("orders").topic();
    Instant last = START.plusSeconds(DAYS * 86_400L);
    try (RateLimitedProducer producing =
        new RateLimitedProducer(
            Map.of("bootstrap.servers", shop.bootstrapServers()), 0, SendProgressListener.NONE)) {
      List<ProducerRecord<byte[], byte[]>> messages = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        Instant time = last.plusSeconds(60L * i);
        String json =
            "{\"order_id\": \"live-%d\", \"ordered_at\": \"%s\", \"customer_id\": %d, \"price\": 1.5, \"quantity\": 2}"
                .formatted(i, time, i % 10);
        messages.add(
            new ProducerRecord<>(
                topic, null, time.toEpochMilli(), null, json.getBytes(StandardCharsets.UTF_8)));
      }
      producing.send(messages.iterator());
    }
    workspace.run("ingest", "--bootstrap", "lake", "--until-caught-up");
    assertThat(workspace.rows("customers")).isEqualTo(ROWS + 100);
    assertThat(workspace.run("verify")).contains("agrees to the bit");
    assertThat(workspace.run("audit")).doesNotContain("BROKEN").contains("orders_2019");
  }

  /** Runs the statements; the first value of the result, or 0. */
  private static long query(String sql) throws SQLException {
    try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duckDb.createStatement()) {
      statement.execute("SET memory_limit = '2GB'");
      if (!statement.execute(sql)) {
        return 0;
      }
      try (ResultSet result = statement.getResultSet()) {
        return result.next() ? result.getLong(1) : 0;
      }
    }
  }
}
