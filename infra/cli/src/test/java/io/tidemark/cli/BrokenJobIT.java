package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.localkafka.EmbeddedKafkaBroker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A job that cannot compute with an event ends, says why, and goes on once the file is right. */
@Timeout(180)
class BrokenJobIT {

  private static final String SPEND = "{ agg: sum(price), window: 30 d step 1 h }";
  private static final String GOOD =
      "{\"event_id\": \"a\", \"occurred_at\": \"2026-01-31T06:00:00Z\", \"customer_id\": 7, \"price\": 2}\n";
  private static final String BAD =
      "{\"event_id\": \"b\", \"occurred_at\": \"2026-01-31T06:00:01Z\", \"customer_id\": 7, \"price\": 0}\n";

  private static final String LATER =
      "{\"event_id\": \"c\", \"occurred_at\": \"2026-01-31T07:00:00Z\", \"customer_id\": 7, \"price\": 1}\n";

  @TempDir Path dir;

  @Test
  void anExpressionThatFailsIsToldInFullAndMendedByANullif() {
    try (EmbeddedKafkaBroker kafka = EmbeddedKafkaBroker.start(dir.resolve("kafka"), 0)) {
      Path env =
          ShopFilesFixture.write(
              dir.resolve("env.yaml"), ShopFilesFixture.environment(dir, kafka.bootstrapServers()));
      Path pipeline = pipeline("{ agg: sum(10 / price) }");
      send(kafka, GOOD);
      CommandResult first = CommandResult.run("ingest", pipeline, "-e", env, "--until-caught-up");
      assertThat(first.code()).as(first.all()).isZero();
      send(kafka, BAD);

      CommandResult failed = CommandResult.run("ingest", pipeline, "-e", env);

      assertThat(failed.code()).as(failed.all()).isEqualTo(CommandExceptionHandler.BROKEN);
      assertThat(failed.err().lines())
          .hasSize(3)
          .first()
          .asString()
          .isEqualTo(
              "ingest failed: feature set customer, stream activity: the expression \"10 / price\""
                  + " fails for event b of 2026-01-31T06:00:01Z (shop.activity-0-1):"
                  + " Division by zero");
      failed.hasNoTrace();
      goesOn(pipeline("{ agg: \"sum(10 / NULLIF(price, 0))\" }"), env);
    }
  }

  @Test
  void anAggregateThatOverflowsIsToldInFull() {
    try (EmbeddedKafkaBroker kafka = EmbeddedKafkaBroker.start(dir.resolve("kafka"), 0)) {
      Path env =
          ShopFilesFixture.write(
              dir.resolve("env.yaml"), ShopFilesFixture.environment(dir, kafka.bootstrapServers()));
      send(kafka, GOOD + BAD + LATER);

      CommandResult failed =
          CommandResult.run(
              "ingest", pipeline("{ agg: sum(customer_id + 9223372036854775800) }"), "-e", env);

      assertThat(failed.code()).as(failed.all()).isEqualTo(CommandExceptionHandler.BROKEN);
      assertThat(failed.err())
          .isEqualToIgnoringNewLines(
              "ingest failed: sum of 18446744073709551614 does not fit BIGINT;"
                  + " cast its argument to a wider type.");
    }
  }

  @Test
  void aRowThatWaitsForTheEndOfTheInputIsToldInFull() {
    try (EmbeddedKafkaBroker kafka = EmbeddedKafkaBroker.start(dir.resolve("kafka"), 0)) {
      Path env =
          ShopFilesFixture.write(
              dir.resolve("env.yaml"), ShopFilesFixture.environment(dir, kafka.bootstrapServers()));
      send(kafka, BAD);

      Path pipeline = pipeline("{ sql: events_1h / (customer_id - 7) }");
      CommandResult failed = CommandResult.run("ingest", pipeline, "-e", env, "--until-caught-up");

      assertThat(failed.code()).as(failed.all()).isEqualTo(CommandExceptionHandler.BROKEN);
      assertThat(failed.err())
          .startsWith(
              "ingest failed: feature set customer: one of the expressions"
                  + " \"spend_30d: events_1h / (customer_id - 7)\", ")
          .contains("fails for the row of customer_id 7 at 2026-01-31T06:00:01Z: / by zero");
      failed.hasNoTrace();
    }
  }

  /** A process of its own: its job would start over, and nobody end it. */
  @Test
  @Timeout(300)
  void aProcessThatIsToldToEndEndsThoughThereIsNoSavepoint() throws Exception {
    try (EmbeddedKafkaBroker kafka = EmbeddedKafkaBroker.start(dir.resolve("kafka"), 0)) {
      Path env =
          ShopFilesFixture.write(
              dir.resolve("env.yaml"), ShopFilesFixture.environment(dir, kafka.bootstrapServers()));
      send(kafka, GOOD);
      Path out = dir.resolve("out");
      Process ingest =
          new ProcessBuilder(
                  ProcessHandle.current().info().command().orElse("java"),
                  "-XX:TieredStopAtLevel=1",
                  "-Dtidemark.log=" + dir.resolve("tidemark.log"),
                  "--add-opens=java.base/java.util=ALL-UNNAMED",
                  "--add-opens=java.base/java.nio=ALL-UNNAMED",
                  "-cp",
                  System.getProperty(
                      "surefire.test.class.path", System.getProperty("java.class.path")),
                  Tidemark.class.getName(),
                  "ingest",
                  ShopFilesFixture.pipeline(dir).toString(),
                  "-e",
                  env.toString())
              .redirectErrorStream(true)
              .redirectOutput(out.toFile())
              .start();
      try {
        while (!Files.readString(out).contains("Ingesting")) {
          assertThat(ingest.waitFor(200, TimeUnit.MILLISECONDS)).isFalse();
        }
        Path checkpoints = dir.resolve("checkpoints");
        Files.move(checkpoints, dir.resolve("away"));
        Files.writeString(checkpoints, "a file in place of the directory");
        ingest.destroy();
        assertThat(ingest.waitFor(120, TimeUnit.SECONDS)).as(Files.readString(out)).isTrue();
        assertThat(ingest.exitValue()).isEqualTo(128 + 15);
        assertThat(Files.readString(out)).contains("No savepoint could be made");
      } finally {
        ingest.destroyForcibly();
      }
    }
  }

  private static void goesOn(Path pipeline, Path env) {
    CommandResult evolved =
        CommandResult.run("evolve", pipeline, "-e", env, "--apply", "--replace");
    assertThat(evolved.code()).as(evolved.all()).isZero();
    CommandResult ingest =
        CommandResult.run(
            "ingest", pipeline, "-e", env, "--bootstrap", "lake", "--until-caught-up");
    assertThat(ingest.code()).as(ingest.all()).isZero();
    CommandResult rows =
        CommandResult.run("show", pipeline, "customer", "-e", env, "--only", "count");
    assertThat(rows.out()).contains("2");
  }

  private Path pipeline(String spend) {
    String impatient = "time: occurred_at\n    idle_after: 1 s";
    return ShopFilesFixture.write(
        dir.resolve("shop.yaml"),
        ShopFilesFixture.PIPELINE.replace(SPEND, spend).replace("time: occurred_at", impatient));
  }

  private void send(EmbeddedKafkaBroker kafka, String lines) {
    Path file = ShopFilesFixture.write(dir.resolve("events.jsonl"), lines);
    CommandResult sent =
        CommandResult.run(
            "produce",
            file,
            "--topic",
            "shop.activity",
            "--create",
            1,
            "--bootstrap",
            kafka.bootstrapServers());
    assertThat(sent.code()).as(sent.all()).isZero();
  }
}
