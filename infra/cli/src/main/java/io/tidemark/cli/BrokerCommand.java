package io.tidemark.cli;

import io.tidemark.localkafka.EmbeddedKafkaBroker;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code tidemark broker}: runs a single-node Kafka in the foreground, an {@link
 * EmbeddedKafkaBroker}.
 */
@Command(
    name = "broker",
    header = "Runs a real single-node Kafka, for trying things out.",
    description = {
      "Runs a real single-node Kafka in the foreground, for trying things out; Ctrl-C stops it.",
      "Its topics stay in --dir and are there again at the next start."
    },
    mixinStandardHelpOptions = true)
final class BrokerCommand implements Callable<Integer> {

  @Option(
      names = "--port",
      description = "Port (default: ${DEFAULT-VALUE}).",
      defaultValue = "9092")
  private int port;

  @Option(
      names = "--dir",
      description = "Where the messages lie (default: ${DEFAULT-VALUE}).",
      defaultValue = "tidemark-data/kafka")
  private Path dir;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    CountDownLatch stopped = new CountDownLatch(1);
    EmbeddedKafkaBroker kafka = EmbeddedKafkaBroker.start(dir, port);
    Runtime.getRuntime().addShutdownHook(new Thread(kafka::close, "stop broker"));
    spec.commandLine()
        .getOut()
        .println(
            "Kafka is up at "
                + kafka.bootstrapServers()
                + ", files in "
                + dir
                + ". Ctrl-C stops it.");
    stopped.await();
    return 0;
  }
}
