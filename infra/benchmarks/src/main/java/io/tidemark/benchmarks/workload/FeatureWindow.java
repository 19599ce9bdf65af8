package io.tidemark.benchmarks.workload;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * Windows of the base features, each with a count and a sum: {@code count_1h}, {@code sum_1h}. A
 * {@link BenchmarkWorkload} names some of them.
 */
public enum FeatureWindow {
  MINUTE("1min", Duration.ofMinutes(1), "'1' MINUTE"),
  HOUR("1h", Duration.ofHours(1), "'1' HOUR"),
  DAY("1d", Duration.ofDays(1), "'1' DAY"),
  WEEK("7d", Duration.ofDays(7), "'7' DAY"),
  MONTH("30d", Duration.ofDays(30), "'30' DAY");

  private final String label;
  private final Duration length;
  private final String interval;

  FeatureWindow(String label, Duration length, String interval) {
    this.label = label;
    this.length = length;
    this.interval = interval;
  }

  /** As in the names of the features. */
  public String label() {
    return label;
  }

  public long millis() {
    return length.toMillis();
  }

  /** As SQL writes it after INTERVAL. */
  public String interval() {
    return interval;
  }

  public String count() {
    return "count_" + label;
  }

  public String sum() {
    return "sum_" + label;
  }

  /** The spans of labels that are parted by commas. */
  public static List<FeatureWindow> parse(String labels) {
    return Arrays.stream(labels.split(",")).map(FeatureWindow::byLabel).toList();
  }

  private static FeatureWindow byLabel(String label) {
    return Arrays.stream(values()).filter(s -> s.label.equals(label)).findFirst().orElseThrow();
  }
}
