package io.tidemark.benchmarks;

/**
 * One contestant in one round.
 *
 * @param right whether its answers were those of all others
 */
record Round(int number, Entry entry, Facts outcome, boolean right) {

  double seconds() {
    return Double.parseDouble(outcome.text(Contestant.SECONDS));
  }

  double rowsPerSecond() {
    return entry.workload().events().count() / seconds();
  }
}
