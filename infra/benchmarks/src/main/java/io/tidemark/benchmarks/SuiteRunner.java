package io.tidemark.benchmarks;

import io.tidemark.benchmarks.contestant.BenchmarkContestant;
import io.tidemark.benchmarks.contestant.ContestantTask;
import io.tidemark.benchmarks.workload.AnswerSummary;
import io.tidemark.benchmarks.workload.BenchmarkProperties;
import io.tidemark.definition.UserException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Runs a suite: every contestant once per round, every second round in the opposite order. {@link
 * ContestantLauncher} runs each, {@link AnswerReader} reads its answers.
 */
final class SuiteRunner {

  private final BenchmarkSuite suite;
  private final ContestantLauncher launcher;
  private final Path work;
  private final PrintStream out;
  private final AnswerReader reader;
  private final AnswerOracle expected;
  private final EventLakeCache lakes;

  /**
   * @param work where the processes have their directories; those of a round are deleted after it
   */
  SuiteRunner(BenchmarkSuite suite, ContestantLauncher launcher, Path work, PrintStream out) {
    this.suite = suite;
    this.launcher = launcher;
    this.work = work;
    this.out = out;
    this.reader = new AnswerReader(suite.answers());
    this.expected = new AnswerOracle(suite.answers());
    this.lakes = new EventLakeCache(launcher, work, out);
  }

  /** All results, in the order in which they came. */
  List<RoundResult> run(int rounds) throws Exception {
    List<RoundResult> results = new ArrayList<>();
    for (int round = 1; round <= rounds; round++) {
      List<SuiteEntry> order = new ArrayList<>(suite.entries());
      if (round % 2 == 0) {
        Collections.reverse(order);
      }
      for (SuiteEntry entry : order) {
        results.add(run(round, entry));
      }
    }
    return results;
  }

  private RoundResult run(int number, SuiteEntry given) throws Exception {
    SuiteEntry entry = lakes.prepared(given);
    Path dir = work.resolve(suite.name() + "-" + entry.name() + "-" + number);
    delete(dir);
    Files.createDirectories(dir);
    try {
      BenchmarkProperties outcome = launcher.run(entry, dir);
      Path lake = entry.options().find(ContestantTask.LAKE).map(Path::of).orElse(dir);
      AnswerSummary answers = reader.read(entry, outcome, lake);
      lakes.clean(entry, outcome);
      RoundResult round =
          new RoundResult(number, entry, outcome, answers.equals(expected.of(entry.workload())));
      say(round, answers);
      delete(dir);
      return round;
    } catch (UserException e) {
      out.println(e.getMessage());
      return new RoundResult(
          number, entry, BenchmarkProperties.of(BenchmarkContestant.SECONDS, "NaN"), false);
    }
  }

  private void say(RoundResult round, AnswerSummary answers) {
    out.printf(
        "round %d  %-22s %9.2f s  %,12.0f rows/s  %s%n",
        round.number(),
        round.entry().name(),
        round.seconds(),
        round.rowsPerSecond(),
        round.right()
            ? "right"
            : "WRONG: " + answers + "; expected " + expected.of(round.entry().workload()));
  }

  static void delete(Path dir) throws IOException {
    if (!Files.exists(dir)) {
      return;
    }
    try (Stream<Path> files = Files.walk(dir)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
