package io.tidemark.quickstart;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Command that writes the history of a shop ({@link ShopActivityGenerator}) into one JSON-lines
 * file per topic.
 */
@Command(
    name = "shop",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = "Writes the made-up history of a shop, one JSON-lines file a topic.")
public final class ShopCommand implements Callable<Integer> {

  private static final ShopOptions DEFAULTS = ShopOptions.defaults();

  @Spec private CommandSpec spec;

  @Option(names = "--out", required = true, description = "Directory of the files.")
  private Path out;

  @Option(names = "--seed", description = "The same seed makes the same files.")
  private long seed = DEFAULTS.seed();

  @Option(names = "--events", description = "How many events there are.")
  private long events = DEFAULTS.events();

  @Option(names = "--customers", description = "How many customers there are.")
  private int customers = DEFAULTS.customers();

  @Option(names = "--products", description = "How many products there are.")
  private int products = DEFAULTS.products();

  @Option(names = "--start", description = "When the history begins.")
  private Instant start = DEFAULTS.start();

  @Option(names = "--days", description = "How many days it lasts.")
  private int days = DEFAULTS.days();

  @Option(names = "--disorder", description = "How far events arrive out of order.")
  private Duration disorder = DEFAULTS.disorder();

  @Option(names = "--resent", description = "Share of events that arrive twice.")
  private double resent = DEFAULTS.resent();

  @Option(names = "--malformed", description = "Share of malformed messages.")
  private double malformed = DEFAULTS.malformed();

  @Option(names = "--late", description = "Share of events that are late by minutes to hours.")
  private double late = DEFAULTS.late();

  public static void main(String[] args) {
    System.exit(new CommandLine(new ShopCommand()).execute(args));
  }

  @Override
  public Integer call() throws IOException {
    ShopOptions options = options();
    Map<String, OutputStream> files = open(Files.createDirectories(out));
    try {
      for (ShopMessage message : new ShopActivityGenerator(options)) {
        write(message, files.get(message.topic()));
      }
    } finally {
      for (OutputStream file : files.values()) {
        file.close();
      }
    }
    return 0;
  }

  private ShopOptions options() {
    try {
      return new ShopOptions(
          seed, events, customers, products, start, days, disorder, resent, malformed, late);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage());
    }
  }

  private static Map<String, OutputStream> open(Path dir) throws IOException {
    Map<String, OutputStream> files = new HashMap<>();
    for (String topic : ShopActivityGenerator.TOPICS) {
      Path file = dir.resolve(topic + ".jsonl");
      files.put(topic, new BufferedOutputStream(Files.newOutputStream(file), 1 << 16));
    }
    return files;
  }

  /** A tombstone is an empty line. */
  private static void write(ShopMessage message, OutputStream file) throws IOException {
    if (message.value() != null) {
      file.write(message.value());
    }
    file.write('\n');
  }
}
