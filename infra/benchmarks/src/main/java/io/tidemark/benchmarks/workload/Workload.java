package io.tidemark.benchmarks.workload;

import io.tidemark.benchmarks.Facts;
import java.util.List;

/**
 * What a contestant has to do.
 *
 * @param pipeline the pipeline file, by its name among the resources
 * @param spans the windows whose counts and sums are compared
 */
public record Workload(String pipeline, List<Span> spans, Events events) {

  public Workload {
    spans = List.copyOf(spans);
  }

  /** The same with that many events. */
  public Workload withEvents(long count) {
    return new Workload(
        pipeline,
        spans,
        new Events(count, events.customers(), events.skewed(), events.gapMillis()));
  }

  public Facts toFacts() {
    return Facts.of("pipeline", pipeline)
        .with("spans", String.join(",", spans.stream().map(Span::label).toList()))
        .with("events", events.count())
        .with("customers", events.customers())
        .with("skewed", events.skewed())
        .with("gap_millis", events.gapMillis());
  }

  public static Workload from(Facts facts) {
    return new Workload(
        facts.text("pipeline"),
        Span.parse(facts.text("spans")),
        new Events(
            facts.number("events"),
            (int) facts.number("customers"),
            Boolean.parseBoolean(facts.text("skewed")),
            facts.number("gap_millis")));
  }
}
