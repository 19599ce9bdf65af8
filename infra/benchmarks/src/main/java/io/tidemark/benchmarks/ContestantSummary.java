package io.tidemark.benchmarks;

import io.tidemark.benchmarks.workload.BenchmarkProperties;
import java.util.Comparator;
import java.util.List;

/**
 * Summary of one contestant's {@link RoundResult}s: median, extremes and correctness.
 *
 * @param rowsPerSecond of the median round
 * @param right whether every round's answers were
 */
record ContestantSummary(
    SuiteEntry entry,
    double median,
    double min,
    double max,
    double rowsPerSecond,
    boolean right,
    BenchmarkProperties medianOutcome) {

  /** In a word. */
  String answers() {
    return right ? "right" : Double.isNaN(max) ? "FAILED" : "WRONG";
  }

  static ContestantSummary of(SuiteEntry entry, List<RoundResult> all) {
    List<RoundResult> rounds =
        all.stream()
            .filter(round -> round.entry().name().equals(entry.name()))
            .sorted(Comparator.comparingDouble(RoundResult::seconds))
            .toList();
    RoundResult median = rounds.get((rounds.size() - 1) / 2);
    return new ContestantSummary(
        entry,
        median.seconds(),
        rounds.get(0).seconds(),
        rounds.get(rounds.size() - 1).seconds(),
        median.rowsPerSecond(),
        rounds.stream().allMatch(RoundResult::right),
        median.outcome());
  }
}
