package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.localkafka.EmbeddedKafkaBroker;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Queries over tables that a live job has written. */
@Timeout(180)
class SqlIT {

  private static final String EVENTS =
      """
      {"event_id": "a,\\"b\\"", "occurred_at": "2026-01-31T06:00:00Z", "customer_id": 7, "price": 2.5}
      {"event_id": "c", "occurred_at": "2026-01-31T06:30:00Z", "customer_id": 7, "price": null}
      {"event_id": "d", "occurred_at": "2026-01-31T07:00:00.5Z", "customer_id": 8, "price": 10}
      """;

  @TempDir static Path dir;
  private static Path pipeline;
  private static Path env;

  @BeforeAll
  static void ingest() {
    pipeline = ShopFilesFixture.pipeline(dir);
    try (EmbeddedKafkaBroker kafka = EmbeddedKafkaBroker.start(dir.resolve("kafka"), 0)) {
      String servers = kafka.bootstrapServers();
      env =
          ShopFilesFixture.write(
              dir.resolve("env.yaml"), ShopFilesFixture.environment(dir, servers));
      Path file = ShopFilesFixture.write(dir.resolve("events.jsonl"), EVENTS);
      ok("produce", file, "--topic", "shop.activity", "--create", 1, "--bootstrap", servers);
      ok("ingest", pipeline, "-e", env, "--until-caught-up");
    }
  }

  @Test
  void rowsAreAligned() {
    String query = "SELECT customer_id, COUNT(*) AS n, SUM(price) AS spend FROM activity";
    assertThat(sql(query + " GROUP BY customer_id ORDER BY customer_id;").out())
        .isEqualToNormalizingNewlines(
            """
              customer_id  n  spend
              -----------  -  -----
                        7  2   2.50
                        8  1  10.00
            """);
  }

  @Test
  void csvIsQuotedAndNullIsEmpty() {
    String query = "SELECT event_id, occurred_at, price FROM activity ORDER BY occurred_at";
    assertThat(sql(query, "--format", "csv").out())
        .isEqualToNormalizingNewlines(
            """
            event_id,occurred_at,price
            'a,''b''','2026-01-31 06:00:00.000000',2.50
            c,'2026-01-31 06:30:00.000000',
            d,'2026-01-31 07:00:00.500000',10.00
            """
                .replace('\'', '"'));
  }

  @Test
  void jsonIsAnObjectALine() {
    String query = "SELECT event_id, occurred_at, price FROM activity WHERE customer_id = 8";
    assertThat(sql(query, "--format", "json").out())
        .isEqualToNormalizingNewlines(
            "{\"event_id\":\"d\",\"occurred_at\":\"2026-01-31T07:00:00.5Z\",\"price\":10.00}\n");
  }

  @Test
  void aLimitIsTold() {
    CommandResult console =
        sql("SELECT event_id FROM activity", "--limit", "2", "--format", "json");
    assertThat(console.out().lines()).hasSize(2);
    assertThat(console.err()).contains("There are more rows than 2: --limit 0 prints all.");
    CommandResult all = sql("SELECT event_id FROM activity", "--limit", "3", "--format", "json");
    assertThat(all.out().lines()).hasSize(3);
    assertThat(all.err()).isEmpty();
  }

  @Test
  void tablesAndColumnsCanBeAskedFor() {
    assertThat(sql("SHOW TABLES").out()).contains("activity", "customer", "rejects");
    assertThat(sql("describe activity").out()).contains("customer_id", "BIGINT");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "SELECT prise FROM activity       | Column 'prise' not found in any table",
        "SELECT * FROM activities         | Object 'activities' not found",
        "SELEC 1                          | it is no query",
        "SELECT FROM activity             | Incorrect syntax near the keyword 'FROM' at line 1, column 8",
        "DROP TABLE activity              | it is no query",
        "SELECT 1; DROP TABLE activity    | only single statement supported",
        "INSERT INTO activity VALUES (1)  | it is no query",
      })
  void whatIsNoQueryIsRefused(String query, String what) {
    CommandResult console = CommandResult.run("sql", pipeline, query, "-e", env);
    console.hasOneProblem("query " + query, what);
    console.hasNoTrace();
    assertThat(console.out()).isEmpty();
    assertThat(sql("SELECT COUNT(*) AS n FROM activity").out()).contains("3");
  }

  @Test
  void aQueryThatFailsWhileItRunsSaysWhy() {
    CommandResult console =
        CommandResult.run("sql", pipeline, "SELECT 1 / (customer_id - 7) FROM activity", "-e", env);
    assertThat(console.code()).isEqualTo(CommandExceptionHandler.BROKEN);
    assertThat(console.err()).contains("sql failed: ").contains("by zero");
    console.hasNoTrace();
  }

  private static CommandResult sql(String query, Object... more) {
    List<Object> args = new ArrayList<>(List.of("sql", pipeline, query, "-e", env));
    args.addAll(List.of(more));
    return ok(args.toArray());
  }

  private static CommandResult ok(Object... args) {
    CommandResult console = CommandResult.run(args);
    assertThat(console.code()).as(console.all()).isZero();
    return console;
  }
}
