package io.tidemark.definition.parser;

import io.tidemark.definition.draft.ConfigNode.Entry;
import io.tidemark.definition.draft.ConfigNode.Text;
import io.tidemark.definition.draft.ProblemCollector;
import org.apache.flink.api.dag.Transformation;
import org.apache.flink.configuration.PipelineOptions;

/**
 * Check of Flink's {@code pipeline.max-parallelism} in an environment file: the number of key
 * groups bounds the parallelism. Called by {@link EnvironmentParser}.
 */
final class KeyGroupsCheck {

  private static final String KEY = PipelineOptions.MAX_PARALLELISM.key();
  private static final int MOST = Transformation.UPPER_BOUND_MAX_PARALLELISM;
  private static final String EXAMPLE = "flink: { " + KEY + ": 1440 }";

  private final ProblemCollector problems;

  KeyGroupsCheck(ProblemCollector problems) {
    this.problems = problems;
  }

  void check(Entry option, int parallelism) {
    if (!option.key().value().equals(KEY) || !(option.value() instanceof Text number)) {
      return;
    }
    String digits = number.value();
    boolean good = digits.matches("[1-9]\\d{0,4}") && Integer.parseInt(digits) <= MOST;
    if (!good) {
      problems.add(
          number.place(),
          KEY + " is " + number.written(),
          KEY + " is a whole number from 1 to " + MOST,
          EXAMPLE);
    } else if (parallelism > Integer.parseInt(digits)) {
      problems.add(
          number.place(),
          KEY + " is " + number.written() + ", below parallelism",
          "a job's state is parted into that many key groups, and each of its tasks needs one",
          EXAMPLE);
    }
  }
}
