package io.tidemark.feature;

import io.tidemark.feature.engine.ArrivalOutcome;
import io.tidemark.metric.JobMetric;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** Counters of a {@link FeatureOperator}, grouped by feature set. */
final class FeatureMetrics {

  private final Counter rows;
  private final Counter duplicates;
  private final Counter late;
  private final Counter forgotten;

  FeatureMetrics(MetricGroup operator, String set) {
    this.rows = JobMetric.ROWS.counter(operator, set);
    this.duplicates = JobMetric.DUPLICATES.counter(operator, set);
    this.late = JobMetric.LATE.counter(operator, set);
    this.forgotten = JobMetric.FORGOTTEN.counter(operator, set);
  }

  void row() {
    rows.inc();
  }

  void duplicates(int n) {
    duplicates.inc(n);
  }

  /** Counts one that was late, or so late that it is not counted in later rows. */
  void late(ArrivalOutcome outcome) {
    (outcome == ArrivalOutcome.LATE ? late : forgotten).inc();
  }
}
