package io.tidemark.benchmarks;

import io.tidemark.benchmarks.BenchmarkSuite.AnswerKind;
import io.tidemark.benchmarks.workload.AnswerSummary;
import io.tidemark.benchmarks.workload.BenchmarkWorkload;
import io.tidemark.benchmarks.workload.GridLoopOracle;
import io.tidemark.benchmarks.workload.PlainLoopOracle;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Expected answers, computed once per workload by {@link PlainLoopOracle} or {@link
 * GridLoopOracle}; {@link SuiteRunner} compares with them.
 */
final class AnswerOracle {

  private final AnswerKind kind;
  private final Map<List<Object>, AnswerSummary> known = new HashMap<>();

  AnswerOracle(AnswerKind kind) {
    this.kind = kind;
  }

  AnswerSummary of(BenchmarkWorkload workload) {
    return known.computeIfAbsent(
        List.of(workload.spans(), workload.events()),
        ignored ->
            switch (kind) {
              case PER_EVENT ->
                  new PlainLoopOracle(workload.events(), workload.spans()).load().run();
              case PER_HOUR -> new GridLoopOracle(workload.events()).run();
            });
  }
}
