package io.tidemark.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.PrintWriter;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The {@code tidemark} command: each of its subcommands does one thing to one pipeline. */
@Command(
    name = "tidemark",
    description = {
      "Turns events into features, once: live from Kafka, and over history, with the same rows.",
      ""
    },
    subcommands = {
      ValidateCommand.class,
      IngestCommand.class,
      ImportCommand.class,
      BackfillCommand.class,
      VerifyCommand.class,
      HealCommand.class,
      AuditCommand.class,
      ReplayCommand.class,
      EvolveCommand.class,
      MaintainCommand.class,
      DriftCommand.class,
      ShowCommand.class,
      SqlCommand.class,
      BrokerCommand.class,
      ProduceCommand.class,
      CommandLine.HelpCommand.class
    },
    footer = {
      "",
      "A first round, in three terminals:",
      "  tidemark broker",
      "  tidemark produce events.jsonl --topic shop.activity --create 3",
      "  tidemark ingest shop.yaml --until-caught-up",
      "",
      "Exit codes: 0 done; 1 a check failed or a job broke; 2 something for you to put right."
    },
    mixinStandardHelpOptions = true,
    version = "tidemark 0.1.0",
    sortOptions = false,
    usageHelpWidth = 100)
public final class Tidemark {

  private Tidemark() {}

  public static void main(String[] args) {
    Locale.setDefault(Locale.ROOT);
    System.exit(
        run(
            new PrintWriter(System.out, true, UTF_8),
            new PrintWriter(System.err, true, UTF_8),
            args));
  }

  /**
   * Runs a command.
   *
   * @return the exit code
   */
  public static int run(PrintWriter out, PrintWriter err, String... args) {
    int code =
        new CommandLine(new Tidemark())
            .setOut(out)
            .setErr(err)
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setExecutionExceptionHandler(new Failures())
            .execute(args);
    return written(out, err) || code != 0 ? code : Failures.BROKEN;
  }

  /** Writes what the process would take with it; a writer keeps its failures to itself. */
  private static boolean written(PrintWriter out, PrintWriter err) {
    boolean failed = out.checkError();
    if (failed) {
      err.println("What was printed could not be written: is the disk full, or the reader gone?");
    }
    err.flush();
    return !failed;
  }
}
