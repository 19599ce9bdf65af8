package io.tidemark.benchmarks;

import java.util.List;

/**
 * Suite of contestants that are compared with each other; the others' ratios refer to the first
 * {@link SuiteEntry}.
 *
 * @param title what is measured, in a sentence
 * @param answers how the answers are looked at
 */
record BenchmarkSuite(
    String name,
    String title,
    AnswerKind answers,
    List<SuiteEntry> entries,
    List<ThroughputRule> gates) {

  /** Granularity of the answers. */
  enum AnswerKind {
    PER_EVENT,
    PER_HOUR
  }

  BenchmarkSuite only(List<String> names) {
    List<SuiteEntry> kept = entries.stream().filter(e -> names.contains(e.name())).toList();
    return new BenchmarkSuite(name, title, answers, kept, gates);
  }
}
