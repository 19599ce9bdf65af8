package io.tidemark.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.Test;

/** Names and groups by which dashboards and alerts find the metrics. */
class JobMetricTest {

  private final List<String> registered = new ArrayList<>();
  private final MetricGroup operator = new RecordingGroup("", registered);

  @Test
  void aCounterStandsInTheGroupsOfItsLabels() {
    JobMetric.REJECTED.counter(operator, "activity", "MALFORMED");
    JobMetric.ROWS.counter(operator, "card_risk");
    assertThat(registered)
        .containsExactly("stream=activity/reason=MALFORMED/rejected", "featureSet=card_risk/rows");
  }

  @Test
  void aGaugeIsAskedInItsGroup() {
    JobMetric.UNREAD_PARTITIONS.gauge(operator, () -> 3, "activity");
    assertThat(registered).containsExactly("stream=activity/unreadPartitions");
  }

  @Test
  void aMetricHasItsKindAndAValueForEachLabel() {
    assertThatThrownBy(() -> JobMetric.UNREAD_PARTITIONS.counter(operator, "activity"))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> JobMetric.REJECTED.counter(operator, "activity"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void noTwoMetricsHaveOneName() {
    assertThat(Stream.of(JobMetric.values()).map(JobMetric::metric)).doesNotHaveDuplicates();
  }

  /** Notes what is registered, with the groups that it is in. */
  private static final class RecordingGroup extends UnregisteredMetricsGroup {

    private final String path;
    private final List<String> registered;

    RecordingGroup(String path, List<String> registered) {
      this.path = path;
      this.registered = registered;
    }

    @Override
    public MetricGroup addGroup(String label, String value) {
      return new RecordingGroup(path + label + "=" + value + "/", registered);
    }

    @Override
    public Counter counter(String name) {
      registered.add(path + name);
      return super.counter(name);
    }

    @Override
    public <T, G extends Gauge<T>> G gauge(String name, G gauge) {
      registered.add(path + name);
      return gauge;
    }
  }
}
