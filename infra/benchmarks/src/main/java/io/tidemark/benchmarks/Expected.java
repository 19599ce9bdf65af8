package io.tidemark.benchmarks;

import io.tidemark.benchmarks.Suite.AnswerKind;
import io.tidemark.benchmarks.workload.Answers;
import io.tidemark.benchmarks.workload.GridLoop;
import io.tidemark.benchmarks.workload.PlainLoop;
import io.tidemark.benchmarks.workload.Workload;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The right answers, computed once a workload by the plain loops. */
final class Expected {

  private final AnswerKind kind;
  private final Map<List<Object>, Answers> known = new HashMap<>();

  Expected(AnswerKind kind) {
    this.kind = kind;
  }

  Answers of(Workload workload) {
    return known.computeIfAbsent(
        List.of(workload.spans(), workload.events()),
        ignored ->
            switch (kind) {
              case PER_EVENT -> new PlainLoop(workload.events(), workload.spans()).load().run();
              case PER_HOUR -> new GridLoop(workload.events()).run();
            });
  }
}
