package io.tidemark.benchmarks;

import io.tidemark.benchmarks.contestant.BenchmarkContestant;
import io.tidemark.benchmarks.workload.BenchmarkProperties;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Report of a suite's rounds: Markdown, which is also printed, and CSV. {@link ContestantSummary}
 * has the figures.
 */
final class BenchmarkReport {

  private static final List<String> HEAD =
      List.of(
          "contestant",
          "events",
          "-Xmx",
          "median s",
          "min s",
          "max s",
          "rows/s",
          "x",
          "answers",
          "further");

  private static final Set<String> SHOWN_ELSEWHERE =
      Set.of(
          BenchmarkContestant.SECONDS,
          BenchmarkContestant.TABLE,
          BenchmarkContestant.PARQUET,
          BenchmarkContestant.ROWS,
          BenchmarkContestant.CHECKSUM);

  private final BenchmarkSuite suite;
  private final List<RoundResult> rounds;
  private final List<ContestantSummary> summaries;

  BenchmarkReport(BenchmarkSuite suite, List<RoundResult> rounds) {
    this.suite = suite;
    this.rounds = rounds;
    this.summaries =
        suite.entries().stream().map(entry -> ContestantSummary.of(entry, rounds)).toList();
  }

  /** Whether every answer was right; speed is for the reader to judge. */
  boolean right() {
    return summaries.stream().allMatch(ContestantSummary::right);
  }

  String markdown() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(HEAD);
    summaries.forEach(summary -> rows.add(cells(summary)));
    StringBuilder text = new StringBuilder();
    text.append("# ").append(suite.name()).append(": ").append(suite.title()).append("\n\n");
    text.append(MarkdownTableFormatter.markdown(rows)).append('\n');
    text.append("x: rows/s, relative to ").append(suite.entries().get(0).name()).append(".\n");
    suite.gates().forEach(gate -> verdict(gate, text));
    return text.toString();
  }

  private List<String> cells(ContestantSummary summary) {
    double ratio = summary.rowsPerSecond() / summaries.get(0).rowsPerSecond();
    return List.of(
        summary.entry().name(),
        format("%,d", summary.entry().workload().events().count()),
        summary.entry().heap(),
        format("%.2f", summary.median()),
        format("%.2f", summary.min()),
        format("%.2f", summary.max()),
        format("%,.0f", summary.rowsPerSecond()),
        format(ratio < 0.1 ? "%.3f" : "%.2f", ratio),
        summary.answers(),
        further(summary.medianOutcome()));
  }

  private static String further(BenchmarkProperties outcome) {
    List<String> further = new ArrayList<>();
    for (Map.Entry<String, String> fact : outcome.values().entrySet()) {
      if (!SHOWN_ELSEWHERE.contains(fact.getKey())) {
        further.add(fact.getKey() + " " + shortened(fact.getValue()));
      }
    }
    return String.join("; ", further);
  }

  private static String shortened(String value) {
    return value.matches("\\d+\\.\\d+") ? format("%.2f", Double.parseDouble(value)) : value;
  }

  private void verdict(ThroughputRule gate, StringBuilder text) {
    double one = rate(gate.contestant());
    double other = rate(gate.other());
    double ratio = one / other;
    String verdict =
        Double.isNaN(ratio) ? "not measured" : ratio >= gate.atLeast() ? "met" : "MISSED";
    text.append(
        format(
            "%s / %s = %.2f; asked for at least %.2f: %s%n",
            gate.contestant(), gate.other(), ratio, gate.atLeast(), verdict));
  }

  private double rate(String name) {
    return summaries.stream()
        .filter(summary -> summary.entry().name().equals(name))
        .mapToDouble(ContestantSummary::rowsPerSecond)
        .findFirst()
        .orElse(Double.NaN);
  }

  void write(Path directory) throws IOException {
    Files.createDirectories(directory);
    Files.writeString(directory.resolve(suite.name() + ".md"), markdown());
    List<String> lines = new ArrayList<>();
    lines.add("suite,round,contestant,events,heap,seconds,rows_per_second,right");
    for (RoundResult round : rounds) {
      lines.add(
          format(
              "%s,%d,%s,%d,%s,%.3f,%.0f,%s",
              suite.name(),
              round.number(),
              round.entry().name(),
              round.entry().workload().events().count(),
              round.entry().heap(),
              round.seconds(),
              round.rowsPerSecond(),
              round.right()));
    }
    Files.write(directory.resolve(suite.name() + ".csv"), lines);
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
