package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.localkafka.EmbeddedKafkaBroker;
import io.tidemark.localkafka.TopicAdmin;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A place that is not as a pipeline needs it gets one readable message. */
class BadPlacesIT {

  @TempDir Path dir;

  @Test
  void kafkaDoesNotAnswer() {
    Path env =
        ShopFilesFixture.write(
            dir.resolve("env.yaml"), ShopFilesFixture.environment(dir, "127.0.0.1:1"));
    CommandResult.run("ingest", ShopFilesFixture.pipeline(dir), "-e", env)
        .hasOneProblem("kafka 127.0.0.1:1", "no answer");
    Path lines = ShopFilesFixture.write(dir.resolve("events.jsonl"), "{}\n");
    CommandResult sent =
        CommandResult.run("produce", lines, "--topic", "t", "--bootstrap", "127.0.0.1:1");
    assertThat(sent.code()).isEqualTo(CommandExceptionHandler.YOURS);
    assertThat(sent.err()).contains("127.0.0.1:1");
    sent.hasNoTrace();
  }

  @Test
  void topicsAreMissingOrTablesDoNotFit() {
    try (EmbeddedKafkaBroker kafka = EmbeddedKafkaBroker.start(dir.resolve("kafka"), 0);
        TopicAdmin topics = new TopicAdmin(kafka.bootstrapServers())) {
      Path env =
          ShopFilesFixture.write(
              dir.resolve("env.yaml"), ShopFilesFixture.environment(dir, kafka.bootstrapServers()));
      Path pipeline = ShopFilesFixture.pipeline(dir);
      CommandResult.run("ingest", pipeline, "-e", env)
          .hasOneProblem("stream activity", "there is no topic shop.activity");
      topics.create("shop.activity", 1, Map.of());
      Path event =
          ShopFilesFixture.write(
              dir.resolve("event.jsonl"),
              "{\"event_id\":\"a\",\"occurred_at\":\"2026-03-01T10:00:00Z\",\"customer_id\":1}\n");
      CommandResult sent =
          CommandResult.run(
              "produce",
              event,
              "--topic",
              "shop.activity",
              "--bootstrap",
              kafka.bootstrapServers());
      assertThat(sent.code()).as(sent.all()).isZero();
      CommandResult ingested =
          CommandResult.run("ingest", pipeline, "-e", env, "--until-caught-up");
      assertThat(ingested.code()).as(ingested.all()).isZero();
      Path other =
          ShopFilesFixture.write(
              dir.resolve("other.yaml"),
              ShopFilesFixture.PIPELINE.replace("price: DECIMAL(10, 2)", "price: DECIMAL(12, 2)"));
      CommandResult.run("ingest", other, "-e", env)
          .hasProblems(
              3, "table activity", "column price: has DECIMAL(10, 2), wants DECIMAL(12, 2)");
      CommandResult.run("ingest", pipeline, "-e", env, "--restore", dir.resolve("nothing"))
          .hasOneProblem("--restore", "no savepoint or checkpoint");
      CommandResult taken =
          CommandResult.run("broker", "--port", kafka.port(), "--dir", dir.resolve("kafka2"));
      assertThat(taken.code()).isEqualTo(CommandExceptionHandler.YOURS);
      assertThat(taken.err()).contains("is taken");
    }
  }
}
