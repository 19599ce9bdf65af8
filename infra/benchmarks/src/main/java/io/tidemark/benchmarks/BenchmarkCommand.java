package io.tidemark.benchmarks;

import io.tidemark.definition.UserException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Command that runs a suite of {@link SuiteRegistry}, prints its {@link BenchmarkReport} and keeps
 * it.
 */
@Command(
    name = "infra/benchmark",
    mixinStandardHelpOptions = true,
    description = "Runs contestants side by side on the same made events, and compares answers.")
public final class BenchmarkCommand implements Callable<Integer> {

  @Parameters(
      paramLabel = "SUITE",
      description = "${COMPLETION-CANDIDATES}",
      completionCandidates = Names.class)
  private String suite;

  @Option(names = "--events", description = "how many; default ${DEFAULT-VALUE}")
  private long events = SuiteRegistry.DEFAULT_EVENTS;

  @Option(names = "--rounds", description = "how often; default ${DEFAULT-VALUE}")
  private int rounds = 5;

  @Option(names = "--only", split = ",", paramLabel = "NAME", description = "these contestants")
  private List<String> only = List.of();

  @Option(names = "--limit", description = "minutes that a process may take; default 60")
  private int limitMinutes = 60;

  @Option(names = "--home", hidden = true)
  private Path home = Path.of("infra/benchmarks");

  /** Names of the suites, for the usage help. */
  static final class Names implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return SuiteRegistry.names().iterator();
    }
  }

  public static void main(String[] args) {
    System.exit(
        new CommandLine(new BenchmarkCommand())
            .setExecutionExceptionHandler(BenchmarkCommand::say)
            .execute(args));
  }

  private static int say(Exception problem, CommandLine command, CommandLine.ParseResult ignored)
      throws Exception {
    if (problem instanceof UserException) {
      command.getErr().println(problem.getMessage());
      return 2;
    }
    throw problem;
  }

  @Override
  public Integer call() throws Exception {
    BenchmarkSuite chosen = chosen();
    Path target = home.toAbsolutePath().resolve("target");
    Path work = Files.createDirectories(target.resolve("work"));
    PrintStream out = System.out;
    ContestantLauncher launcher =
        new ContestantLauncher(home.toAbsolutePath(), Duration.ofMinutes(limitMinutes));
    BenchmarkReport report =
        new BenchmarkReport(chosen, new SuiteRunner(chosen, launcher, work, out).run(rounds));
    report.write(target.resolve("results"));
    out.println();
    out.print(report.markdown());
    return report.right() ? 0 : 1;
  }

  private BenchmarkSuite chosen() {
    if (!SuiteRegistry.has(suite)) {
      throw new UserException(
          "suite",
          "there is no " + suite,
          "one of " + SuiteRegistry.names(),
          "infra/benchmark stream");
    }
    BenchmarkSuite all = SuiteRegistry.named(suite, events);
    BenchmarkSuite chosen = only.isEmpty() ? all : all.only(only);
    if (chosen.entries().isEmpty()) {
      throw new UserException(
          "--only",
          "no such contestant: " + String.join(", ", only),
          "names of contestants: " + all.entries().stream().map(SuiteEntry::name).toList(),
          "--only tidemark");
    }
    return chosen;
  }
}
