package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.local.LocalKafka;
import io.tidemark.local.Topics;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A place that is not as a pipeline needs it gets one readable message. */
class BadPlacesIT {

  @TempDir Path dir;

  @Test
  void kafkaDoesNotAnswer() {
    Path env = Shop.write(dir.resolve("env.yaml"), Shop.environment(dir, "127.0.0.1:1"));
    Console.run("ingest", Shop.pipeline(dir), "-e", env)
        .hasOneProblem("kafka 127.0.0.1:1", "no answer");
    Path lines = Shop.write(dir.resolve("events.jsonl"), "{}\n");
    Console sent = Console.run("produce", lines, "--topic", "t", "--bootstrap", "127.0.0.1:1");
    assertThat(sent.code()).isEqualTo(Failures.YOURS);
    assertThat(sent.err()).contains("127.0.0.1:1");
    sent.hasNoTrace();
  }

  @Test
  void topicsAreMissingOrTablesDoNotFit() {
    try (LocalKafka kafka = LocalKafka.start(dir.resolve("kafka"), 0);
        Topics topics = new Topics(kafka.bootstrapServers())) {
      Path env =
          Shop.write(dir.resolve("env.yaml"), Shop.environment(dir, kafka.bootstrapServers()));
      Path pipeline = Shop.pipeline(dir);
      Console.run("ingest", pipeline, "-e", env)
          .hasOneProblem("stream activity", "there is no topic shop.activity");
      topics.create("shop.activity", 1, Map.of());
      Path event =
          Shop.write(
              dir.resolve("event.jsonl"),
              "{\"event_id\":\"a\",\"occurred_at\":\"2026-03-01T10:00:00Z\",\"customer_id\":1}\n");
      Console sent =
          Console.run(
              "produce",
              event,
              "--topic",
              "shop.activity",
              "--bootstrap",
              kafka.bootstrapServers());
      assertThat(sent.code()).as(sent.all()).isZero();
      Console ingested = Console.run("ingest", pipeline, "-e", env, "--until-caught-up");
      assertThat(ingested.code()).as(ingested.all()).isZero();
      Path other =
          Shop.write(
              dir.resolve("other.yaml"),
              Shop.PIPELINE.replace("price: DECIMAL(10, 2)", "price: DECIMAL(12, 2)"));
      Console.run("ingest", other, "-e", env)
          .hasProblems(
              3, "table activity", "column price: has DECIMAL(10, 2), wants DECIMAL(12, 2)");
      Console.run("ingest", pipeline, "-e", env, "--restore", dir.resolve("nothing"))
          .hasOneProblem("--restore", "no savepoint or checkpoint");
      Console taken = Console.run("broker", "--port", kafka.port(), "--dir", dir.resolve("kafka2"));
      assertThat(taken.code()).isEqualTo(Failures.YOURS);
      assertThat(taken.err()).contains("is taken");
    }
  }
}
