package io.tidemark.cli.manual;

import static io.tidemark.cli.manual.MarkdownTable.code;

import io.tidemark.metric.JobMetric;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Table of the metrics, as the jobs register them. */
final class MetricTable {

  private MetricTable() {}

  static List<GeneratedSection> sections() {
    MarkdownTable table = new MarkdownTable("metric", "kind", "labels", "unit", "what it is of");
    for (JobMetric metric : JobMetric.values()) {
      table.row(
          code(metric.metric()),
          metric.kind().name().toLowerCase(Locale.ROOT),
          metric.labels().stream().map(MarkdownTable::code).collect(Collectors.joining(", ")),
          metric.unit(),
          metric.meaning());
    }
    return List.of(new GeneratedSection("reference/metrics.md", "metrics", table.toString()));
  }
}
