package io.tidemark.feature;

import io.tidemark.feature.engine.FeatureEngine.Acceptance;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** Counters of a {@link FeatureOperator}, grouped by feature set. */
public final class FeatureMetrics {

  /** The group of these metrics. */
  public static final String GROUP = "featureSet";

  static final String ROWS = "rows";
  static final String DUPLICATES = "duplicates";
  static final String LATE = "late";
  static final String FORGOTTEN = "forgotten";

  private final Counter rows;
  private final Counter duplicates;
  private final Counter late;
  private final Counter forgotten;

  FeatureMetrics(MetricGroup operator, String set) {
    MetricGroup group = operator.addGroup(GROUP, set);
    this.rows = group.counter(ROWS);
    this.duplicates = group.counter(DUPLICATES);
    this.late = group.counter(LATE);
    this.forgotten = group.counter(FORGOTTEN);
  }

  void row() {
    rows.inc();
  }

  void duplicates(int n) {
    duplicates.inc(n);
  }

  /** Counts one that was late, or so late that it is not counted in later rows. */
  void late(Acceptance acceptance) {
    (acceptance == Acceptance.LATE ? late : forgotten).inc();
  }
}
