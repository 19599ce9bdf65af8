package io.tidemark.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.cli.report.SuggestedColumns;
import io.tidemark.definition.ColumnDefinition;
import io.tidemark.definition.StreamDefinition;
import io.tidemark.definition.parser.PipelineFile;
import io.tidemark.localkafka.EmbeddedKafkaBroker;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests that {@code drift} finds fields that producers have begun to send, with a column to read
 * each by.
 */
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
    Path pipeline = ShopFilesFixture.pipeline(dir);
    try (EmbeddedKafkaBroker kafka = EmbeddedKafkaBroker.start(dir.resolve("kafka"), 0)) {
      String servers = kafka.bootstrapServers();
      Path env =
          ShopFilesFixture.write(
              dir.resolve("env.yaml"), ShopFilesFixture.environment(dir, servers));
      CommandResult.run("drift", pipeline, "-e", env)
          .hasOneProblem("stream activity", "there is no topic shop.activity");

      Path file = ShopFilesFixture.write(dir.resolve("events.jsonl"), EVENTS);
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
      assertThat(withOpenTransaction(servers, () -> ok("drift", pipeline, "-e", env)).out())
          .contains("5 messages, 3 fields");
      CommandResult wrong =
          CommandResult.run("drift", pipeline, "-e", env, "--stream", "activities");
      assertThat(wrong.code()).isEqualTo(CommandExceptionHandler.YOURS);
      assertThat(wrong.err()).contains("the pipeline has no stream activities");
    }
  }

  /** What stands in it and behind it is not committed, and is not waited for. */
  private static CommandResult withOpenTransaction(
      String servers, Supplier<CommandResult> command) {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", servers, "transactional.id", "left open");
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>("shop.activity", "{\"more\": 1}".getBytes(UTF_8)));
      producer.flush();
      CommandResult console = command.get();
      producer.abortTransaction();
      return console;
    }
  }

  /** Keys as OpenTelemetry and Elastic have them, among names that YAML and columns do not know. */
  @Test
  void everyLineCanBePasted() {
    StreamDefinition shop = PipelineFile.read(ShopFilesFixture.pipeline(dir)).stream("activity");
    SuggestedColumns columns = new SuggestedColumns(shop);
    List<String> lines = new ArrayList<>();
    for (String path :
        List.of("user\\.id", "user_id", "cost", "24h", "Null", "名前", "a: b", "a\\\\b", "x.y")) {
      lines.add(columns.line(path, "DECIMAL(38, 0)"));
    }
    assertThat(lines).startsWith("user_id: { type: \"DECIMAL(38, 0)\", path: \"user\\\\.id\" }");
    assertThat(columns.line("a..b", "INT")).isEmpty();
    String wrong =
        ShopFilesFixture.PIPELINE.replace("price: DECIMAL(10, 2)", "p: { type: INT, path: a.b }");
    StreamDefinition mistaken =
        PipelineFile.read(
            ShopFilesFixture.write(dir.resolve("wrong.yaml"), wrong.replace("price", "p")))
            .stream("activity");
    assertThat(new SuggestedColumns(mistaken).line("a\\.b", "INT"))
        .isEqualTo("p: { type: INT, path: \"a\\\\.b\" }");
    String pasted =
        ShopFilesFixture.PIPELINE.replace(
            "      price: DECIMAL(10, 2)\n",
            "      price: DECIMAL(10, 2)\n      " + String.join("\n      ", lines) + "\n");
    StreamDefinition read =
        PipelineFile.read(ShopFilesFixture.write(dir.resolve("pasted.yaml"), pasted)).stream(
            "activity");
    assertThat(read.columns().stream().skip(4).map(ColumnDefinition::path))
        .containsExactly(
            List.of("user.id"),
            List.of("user_id"),
            List.of("cost"),
            List.of("24h"),
            List.of("Null"),
            List.of("名前"),
            List.of("a: b"),
            List.of("a\\b"),
            List.of("x", "y"));
  }

  private static CommandResult ok(Object... args) {
    CommandResult console = CommandResult.run(args);
    assertThat(console.code()).as(console.all()).isZero();
    return console;
  }
}
