package io.tidemark.benchmarks;

import io.tidemark.benchmarks.contestant.BenchmarkContestant;
import io.tidemark.benchmarks.workload.BenchmarkProperties;

/**
 * Result of one {@link SuiteEntry} in one round.
 *
 * @param right whether its answers were those of all others
 */
record RoundResult(int number, SuiteEntry entry, BenchmarkProperties outcome, boolean right) {

  double seconds() {
    return Double.parseDouble(outcome.text(BenchmarkContestant.SECONDS));
  }

  double rowsPerSecond() {
    return entry.workload().events().count() / seconds();
  }
}
