package io.tidemark.benchmarks;

import io.tidemark.benchmarks.contestant.BenchmarkContestant;
import io.tidemark.benchmarks.contestant.ContestantTask;
import io.tidemark.benchmarks.workload.BenchmarkProperties;
import io.tidemark.benchmarks.workload.BenchmarkWorkload;
import java.nio.file.Path;

/**
 * Main class of the process of one contestant in one round; {@link ContestantLauncher} starts it.
 */
public final class ContestantMain {

  static final String ASSIGNMENT = "assignment.txt";
  static final String OUTCOME = "outcome.txt";
  static final String RUNNER = "runner";

  private ContestantMain() {}

  /**
   * @param args the directory that has the assignment and gets the outcome
   */
  public static void main(String[] args) throws Exception {
    Path dir = Path.of(args[0]);
    BenchmarkProperties told = BenchmarkProperties.read(dir.resolve(ASSIGNMENT));
    BenchmarkContestant contestant = ContestantRegistry.named(told.text(RUNNER));
    contestant
        .run(new ContestantTask(dir, BenchmarkWorkload.from(told), told))
        .write(dir.resolve(OUTCOME));
    System.exit(0); // some engines leave threads behind
  }
}
