package io.tidemark.cli;

import io.tidemark.cli.report.SendProgressPrinter;
import io.tidemark.localkafka.JsonLinesProducer;
import io.tidemark.localkafka.JsonPath;
import io.tidemark.localkafka.SendResult;
import io.tidemark.localkafka.TopicAdmin;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code tidemark produce}: sends a file of JSON lines to a topic, by {@link JsonLinesProducer}.
 */
@Command(
    name = "produce",
    header = "Sends a file of JSON lines to a topic.",
    description = "Sends the lines of a file to a Kafka topic, each as one message, as they are.",
    mixinStandardHelpOptions = true)
final class ProduceCommand implements Callable<Integer> {

  @Parameters(index = "0", paramLabel = "FILE", description = "JSON lines.")
  private Path file;

  @Option(names = "--topic", required = true, description = "Where to.")
  private String topic;

  @Option(
      names = "--create",
      paramLabel = "PARTITIONS",
      description = "Create the topic with so many partitions if it is missing.")
  private Integer partitions;

  @Option(
      names = "--key",
      paramLabel = "FIELD",
      description = "Field to take the message's key from, e.g. customer_id or actor.login.")
  private String key;

  @Option(
      names = "--rate",
      paramLabel = "N",
      description = "Messages a second (default: as fast as possible).",
      defaultValue = "0")
  private double rate;

  @Option(
      names = "--bootstrap",
      paramLabel = "HOST:PORT",
      description = "The brokers (default: ${DEFAULT-VALUE}).",
      defaultValue = "localhost:9092")
  private String bootstrap;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Map<String, String> client = Map.of("bootstrap.servers", bootstrap);
    createTopic(client, out);
    JsonLinesProducer.Target target =
        new JsonLinesProducer.Target(
            topic, Optional.ofNullable(key).map(JsonPath::of), Optional.empty());
    try (JsonLinesProducer producer =
        new JsonLinesProducer(client, target, rate, new SendProgressPrinter(out))) {
      SendResult sent = producer.send(file);
      out.printf("Sent %,d messages (%,d bytes) to %s.%n", sent.messages(), sent.bytes(), topic);
    }
    return 0;
  }

  private void createTopic(Map<String, String> client, PrintWriter out) {
    if (partitions == null) {
      return;
    }
    try (TopicAdmin topics = new TopicAdmin(client)) {
      if (topics.create(topic, partitions, Map.of())) {
        out.printf("Created topic %s with %d partitions.%n", topic, partitions);
      }
    }
  }
}
