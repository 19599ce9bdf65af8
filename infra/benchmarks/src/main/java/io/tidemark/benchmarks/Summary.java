package io.tidemark.benchmarks;

import java.util.Comparator;
import java.util.List;

/**
 * What the rounds of one contestant come to.
 *
 * @param rowsPerSecond of the median round
 * @param right whether every round's answers were
 */
record Summary(
    Entry entry,
    double median,
    double min,
    double max,
    double rowsPerSecond,
    boolean right,
    Facts medianOutcome) {

  /** In a word. */
  String answers() {
    return right ? "right" : Double.isNaN(max) ? "FAILED" : "WRONG";
  }

  static Summary of(Entry entry, List<Round> all) {
    List<Round> rounds =
        all.stream()
            .filter(round -> round.entry().name().equals(entry.name()))
            .sorted(Comparator.comparingDouble(Round::seconds))
            .toList();
    Round median = rounds.get((rounds.size() - 1) / 2);
    return new Summary(
        entry,
        median.seconds(),
        rounds.get(0).seconds(),
        rounds.get(rounds.size() - 1).seconds(),
        median.rowsPerSecond(),
        rounds.stream().allMatch(Round::right),
        median.outcome());
  }
}
