package io.tidemark.benchmarks.workload;

import java.util.List;

/**
 * Workload of a contestant: pipeline, windows and the {@link EventGenerator} of its input.
 *
 * @param pipeline the pipeline file, by its name among the resources
 * @param spans the windows whose counts and sums are compared
 */
public record BenchmarkWorkload(String pipeline, List<FeatureWindow> spans, EventGenerator events) {

  public BenchmarkWorkload {
    spans = List.copyOf(spans);
  }

  /** The same with that many events. */
  public BenchmarkWorkload withEvents(long count) {
    return new BenchmarkWorkload(
        pipeline,
        spans,
        new EventGenerator(count, events.customers(), events.skewed(), events.gapMillis()));
  }

  public BenchmarkProperties toFacts() {
    return BenchmarkProperties.of("pipeline", pipeline)
        .with("spans", String.join(",", spans.stream().map(FeatureWindow::label).toList()))
        .with("events", events.count())
        .with("customers", events.customers())
        .with("skewed", events.skewed())
        .with("gap_millis", events.gapMillis());
  }

  public static BenchmarkWorkload from(BenchmarkProperties facts) {
    return new BenchmarkWorkload(
        facts.text("pipeline"),
        FeatureWindow.parse(facts.text("spans")),
        new EventGenerator(
            facts.number("events"),
            (int) facts.number("customers"),
            Boolean.parseBoolean(facts.text("skewed")),
            facts.number("gap_millis")));
  }
}
