package io.tidemark.benchmarks;

import io.tidemark.benchmarks.workload.Workload;
import java.nio.file.Path;

/** The process of one contestant in one round. */
public final class Child {

  static final String ASSIGNMENT = "assignment.txt";
  static final String OUTCOME = "outcome.txt";
  static final String RUNNER = "runner";

  private Child() {}

  /**
   * @param args the directory that has the assignment and gets the outcome
   */
  public static void main(String[] args) throws Exception {
    Path dir = Path.of(args[0]);
    Facts told = Facts.read(dir.resolve(ASSIGNMENT));
    Contestant contestant = Contestants.named(told.text(RUNNER));
    contestant.run(new Assignment(dir, Workload.from(told), told)).write(dir.resolve(OUTCOME));
    System.exit(0); // some engines leave threads behind
  }
}
