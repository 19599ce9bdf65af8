package io.tidemark.metric;

import java.util.List;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/**
 * A metric of Tidemark's own, beside those of Flink: its name and labels, which dashboards and
 * alerts hang on, and its meaning, of which {@code docs/reference/metrics.md} is made. Whoever
 * counts registers it here; ArchitectureTest holds that nobody does otherwise.
 *
 * <pre>{@code
 * Counter late = JobMetric.LATE.counter(getMetricGroup(), "card_risk");
 * }</pre>
 */
public enum JobMetric {
  ACCEPTED("accepted", Scope.STREAM, "events", "messages that became events"),
  REJECTED(
      "rejected", Scope.STREAM_AND_REASON, "messages", "messages that became no event, by reason"),
  UNKNOWN_FIELDS(
      "unknownFields",
      Scope.STREAM,
      "fields",
      "fields that no column reads, of messages that can be read; they are ignored. Nested ones count,"
          + " too, but not those in arrays; an object that no column reaches into is one"),
  UNREAD_PARTITIONS(
      "unreadPartitions",
      Kind.GAUGE,
      Scope.STREAM,
      "partitions",
      "partitions without events that are not read to their end: an open transaction, no leader."
          + " They hold the watermark, and the log names them"),
  ROWS("rows", Scope.FEATURE_SET, "rows", "feature rows"),
  LATE(
      "late",
      Scope.FEATURE_SET,
      "events",
      "late events: later rows count them, and those that were final lack them"),
  FORGOTTEN("forgotten", Scope.FEATURE_SET, "events", "late events too old to be counted"),
  DUPLICATES(
      "duplicates", Scope.FEATURE_SET, "events", "arrivals of events that were there already"),
  LEFT_OUT(
      "leftOut",
      Scope.FEATURE_SET,
      "rows",
      "rows that were too large for their topic, and went without features"),
  UNSENT(
      "unsent",
      Scope.FEATURE_SET,
      "rows",
      "rows whose entity and id alone were too large: they are in the table only"),
  LOST_TRANSACTIONS(
      "lostTransactions",
      Scope.TOPIC,
      "transactions",
      "transactions of `exactly-once` that Kafka gave up before they were committed: their rows are"
          + " in the table only, and the log names them");

  /** What a metric is of: the names of the groups that it is in, outermost first. */
  public enum Scope {
    STREAM("stream"),
    STREAM_AND_REASON("stream", "reason"),
    FEATURE_SET("featureSet"),
    TOPIC("topic");

    private final List<String> labels;

    Scope(String... labels) {
      this.labels = List.of(labels);
    }

    private MetricGroup in(MetricGroup operator, String... values) {
      if (values.length != labels.size()) {
        throw new IllegalArgumentException("The metric wants a value for each of " + labels);
      }
      MetricGroup group = operator;
      for (int i = 0; i < values.length; i++) {
        group = group.addGroup(labels.get(i), values[i]);
      }
      return group;
    }
  }

  /** What a reporter makes of it: a count since the operator's start, or a number of now. */
  public enum Kind {
    COUNTER,
    GAUGE
  }

  private final String metric;
  private final Kind kind;
  private final Scope scope;
  private final String unit;
  private final String meaning;

  JobMetric(String metric, Scope scope, String unit, String meaning) {
    this(metric, Kind.COUNTER, scope, unit, meaning);
  }

  JobMetric(String metric, Kind kind, Scope scope, String unit, String meaning) {
    this.metric = metric;
    this.kind = kind;
    this.scope = scope;
    this.unit = unit;
    this.meaning = meaning;
  }

  /** Name that reporters show behind the operator's. */
  public String metric() {
    return metric;
  }

  public Kind kind() {
    return kind;
  }

  public List<String> labels() {
    return scope.labels;
  }

  public String unit() {
    return unit;
  }

  /** Description of what is counted, in Markdown. */
  public String meaning() {
    return meaning;
  }

  /**
   * Registers the metric as a counter.
   *
   * @param operator group of the operator that counts
   * @param values of the labels, in their order
   */
  public Counter counter(MetricGroup operator, String... values) {
    requireKind(Kind.COUNTER);
    return scope.in(operator, values).counter(metric);
  }

  /**
   * Registers the metric as a gauge.
   *
   * @param operator group of the operator that is asked
   * @param values of the labels, in their order
   */
  public <T> void gauge(MetricGroup operator, Gauge<T> gauge, String... values) {
    requireKind(Kind.GAUGE);
    scope.in(operator, values).gauge(metric, gauge);
  }

  private void requireKind(Kind wanted) {
    if (kind != wanted) {
      throw new IllegalStateException(metric + " is declared as a " + kind);
    }
  }
}
