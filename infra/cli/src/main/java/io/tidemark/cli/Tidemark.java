package io.tidemark.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidemark.cli.sql.SqlCommand;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * Main class of the {@code tidemark} command, and list of its subcommands. {@link
 * CommandExceptionHandler} has the exit codes of failures.
 *
 * <pre>{@code
 * int code = Tidemark.run(out, err, "validate", "shop.yaml");
 * }</pre>
 */
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

  /**
   * Ends the process with the command's exit code, if it is ours to end.
   *
   * @throws CommandFailedException instead, for whoever runs the process to show
   */
  public static void main(String[] args) throws CommandFailedException {
    Locale.setDefault(Locale.ROOT);
    PrintWriter out = new PrintWriter(System.out, true, UTF_8);
    if (JobManagerDetector.isInJobManager()) {
      runForAnother(out, args);
    } else {
      System.exit(run(out, new PrintWriter(System.err, true, UTF_8), args));
    }
  }

  /** Flink takes a program that returns for a good one, and knows no exit codes. */
  static void runForAnother(PrintWriter out, String... args) throws CommandFailedException {
    StringWriter said = new StringWriter();
    CommandExceptionHandler failures = new CommandExceptionHandler();
    int code = run(out, new PrintWriter(said), failures, args);
    out.print(said);
    out.flush();
    if (code != 0) {
      throw new CommandFailedException(code, said.toString().strip(), failures.last());
    }
  }

  /**
   * Runs a command.
   *
   * @return the exit code
   */
  public static int run(PrintWriter out, PrintWriter err, String... args) {
    return run(out, err, new CommandExceptionHandler(), args);
  }

  private static int run(
      PrintWriter out, PrintWriter err, CommandExceptionHandler failures, String... args) {
    int code =
        new CommandLine(new Tidemark())
            .setOut(out)
            .setErr(err)
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setExecutionExceptionHandler(failures)
            .execute(args);
    return written(out, err) || code != 0 ? code : CommandExceptionHandler.BROKEN;
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
