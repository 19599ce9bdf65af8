package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.local.LocalKafka;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What producers have begun to send is seen, with a column to read it by. */
@Timeout(60)
class DriftIT {

  private static final String EVENTS =
      """
      {"event_id": "a", "occurred_at": "2026-01-31T06:00:00Z", "customer_id": 7, "old": 1}
      {"event_id": "b", "occurred_at": "2026-01-31T06:30:00Z", "customer_id": 7, "couponCode": "X1"}
      {"event_id": "c", "occurred_at": "2026-01-31T07:00:00Z", "customer_id": 8, "couponCode": null}
      {"event_id": "d", "occurred_at": "2026-01-31T07:00:00Z", "customer_id": 8, "couponCode": "X2", "tax": 1}
      {"event_id": "e", "occurred_at": "2026-01-31T07:00:00Z", "customer_id": 8, "tax": 0.5}
      """;

  @TempDir Path dir;

  @Test
  void theFieldsOfTheNewestMessagesAreListed() {
    Path pipeline = Shop.pipeline(dir);
    try (LocalKafka kafka = LocalKafka.start(dir.resolve("kafka"), 0)) {
      String servers = kafka.bootstrapServers();
      Path env = Shop.write(dir.resolve("env.yaml"), Shop.environment(dir, servers));
      Console.run("drift", pipeline, "-e", env)
          .hasOneProblem("stream activity", "there is no topic shop.activity");

      Path file = Shop.write(dir.resolve("events.jsonl"), EVENTS);
      ok("produce", file, "--topic", "shop.activity", "--create", 1, "--bootstrap", servers);

      assertThat(ok("drift", pipeline, "-e", env, "--newest", 4).out())
          .isEqualToNormalizingNewlines(
              """
              activity: 4 messages, 2 fields that no column reads
                field       messages  share  example  column
                ----------  --------  -----  -------  -----------------------------------------------
                couponCode         3  75.0%  "X1"     coupon_code: { type: STRING, path: couponCode }
                tax                2  50.0%        1  tax: DOUBLE
              """);
      assertThat(ok("drift", pipeline, "-e", env).out()).contains("5 messages, 3 fields", "old");
      Console wrong = Console.run("drift", pipeline, "-e", env, "--stream", "activities");
      assertThat(wrong.code()).isEqualTo(Failures.YOURS);
      assertThat(wrong.err()).contains("the pipeline has no stream activities");
    }
  }

  private static Console ok(Object... args) {
    Console console = Console.run(args);
    assertThat(console.code()).as(console.all()).isZero();
    return console;
  }
}
