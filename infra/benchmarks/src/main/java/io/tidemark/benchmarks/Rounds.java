package io.tidemark.benchmarks;

import io.tidemark.benchmarks.workload.Answers;
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

/** Runs a suite: every contestant once a round, every second round the other way round. */
final class Rounds {

  private final Suite suite;
  private final Launch launch;
  private final Path work;
  private final PrintStream out;
  private final AnswerReader reader;
  private final Expected expected;
  private final PreparedLakes lakes;

  /**
   * @param work where the processes have their directories; those of a round are deleted after it
   */
  Rounds(Suite suite, Launch launch, Path work, PrintStream out) {
    this.suite = suite;
    this.launch = launch;
    this.work = work;
    this.out = out;
    this.reader = new AnswerReader(suite.answers());
    this.expected = new Expected(suite.answers());
    this.lakes = new PreparedLakes(launch, work, out);
  }

  /** All results, in the order in which they came. */
  List<Round> run(int rounds) throws Exception {
    List<Round> results = new ArrayList<>();
    for (int round = 1; round <= rounds; round++) {
      List<Entry> order = new ArrayList<>(suite.entries());
      if (round % 2 == 0) {
        Collections.reverse(order);
      }
      for (Entry entry : order) {
        results.add(run(round, entry));
      }
    }
    return results;
  }

  private Round run(int number, Entry given) throws Exception {
    Entry entry = lakes.prepared(given);
    Path dir = work.resolve(suite.name() + "-" + entry.name() + "-" + number);
    delete(dir);
    Files.createDirectories(dir);
    try {
      Facts outcome = launch.run(entry, dir);
      Path lake = entry.options().find(Assignment.LAKE).map(Path::of).orElse(dir);
      Answers answers = reader.read(entry, outcome, lake);
      lakes.clean(entry, outcome);
      Round round =
          new Round(number, entry, outcome, answers.equals(expected.of(entry.workload())));
      say(round, answers);
      delete(dir);
      return round;
    } catch (UserException e) {
      out.println(e.getMessage());
      return new Round(number, entry, Facts.of(Contestant.SECONDS, "NaN"), false);
    }
  }

  private void say(Round round, Answers answers) {
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
