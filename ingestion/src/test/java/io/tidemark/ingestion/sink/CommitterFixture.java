package io.tidemark.ingestion.sink;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.flink.api.common.JobInfo;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.TaskInfoImpl;
import org.apache.flink.api.connector.sink2.Committer.CommitRequest;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.metrics.groups.OperatorIOMetricGroup;
import org.apache.flink.metrics.groups.SinkCommitterMetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;

/** Surroundings of a committer without a job: its context, metrics and requests. */
final class CommitterFixture implements CommitterInitContext {

  private final Metrics metrics = new Metrics();

  /** Count of a metric, whatever group it is in. */
  long count(String metric) {
    return metrics.counters.containsKey(metric) ? metrics.counters.get(metric).getCount() : 0;
  }

  @Override
  public SinkCommitterMetricGroup metricGroup() {
    return metrics;
  }

  @Override
  public OptionalLong getRestoredCheckpointId() {
    return OptionalLong.empty();
  }

  @Override
  public JobInfo getJobInfo() {
    throw new UnsupportedOperationException();
  }

  @Override
  public TaskInfo getTaskInfo() {
    return new TaskInfoImpl("committer", 1, 0, 1, 0);
  }

  /** Request that notes what becomes of it. */
  static final class Request<T> implements CommitRequest<T> {

    private T committable;
    private String outcome = "committed";

    Request(T committable) {
      this.committable = committable;
    }

    String outcome() {
      return outcome;
    }

    @Override
    public T getCommittable() {
      return committable;
    }

    @Override
    public int getNumberOfRetries() {
      return 3;
    }

    @Override
    public void signalFailedWithKnownReason(Throwable reason) {
      outcome = "failed, known: " + reason.getMessage();
    }

    @Override
    public void signalFailedWithUnknownReason(Throwable reason) {
      outcome = "failed, unknown: " + reason.getMessage();
    }

    @Override
    public void retryLater() {
      outcome = "later";
    }

    @Override
    public void updateAndRetryLater(T other) {
      committable = other;
      outcome = "another later";
    }

    @Override
    public void signalAlreadyCommitted() {
      outcome = "committed before";
    }
  }

  private static final class Metrics extends UnregisteredMetricsGroup
      implements SinkCommitterMetricGroup {

    private final Map<String, Counter> counters = new HashMap<>();

    @Override
    public Counter counter(String name) {
      return counters.computeIfAbsent(name, n -> new SimpleCounter());
    }

    @Override
    public MetricGroup addGroup(String key, String value) {
      return this;
    }

    @Override
    public OperatorIOMetricGroup getIOMetricGroup() {
      return UnregisteredMetricsGroup.createOperatorIOMetricGroup();
    }

    @Override
    public Counter getNumCommittablesTotalCounter() {
      return counter("total");
    }

    @Override
    public Counter getNumCommittablesFailureCounter() {
      return counter("failed");
    }

    @Override
    public Counter getNumCommittablesRetryCounter() {
      return counter("retried");
    }

    @Override
    public Counter getNumCommittablesSuccessCounter() {
      return counter("successful");
    }

    @Override
    public Counter getNumCommittablesAlreadyCommittedCounter() {
      return counter("committed before");
    }

    @Override
    public void setCurrentPendingCommittablesGauge(Gauge<Integer> pending) {}
  }
}
