package io.tidemark.benchmarks;

import java.util.List;

/**
 * Contestants that are compared with each other; the first is what the others' ratios refer to.
 *
 * @param title what is measured, in a sentence
 * @param answers how the answers are looked at
 */
record Suite(String name, String title, AnswerKind answers, List<Entry> entries, List<Gate> gates) {

  /** What one row of the answers is. */
  enum AnswerKind {
    PER_EVENT,
    PER_HOUR
  }

  Suite only(List<String> names) {
    List<Entry> kept = entries.stream().filter(e -> names.contains(e.name())).toList();
    return new Suite(name, title, answers, kept, gates);
  }
}
