package io.tidemark.feature.engine;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A test case of {@link OracleHarness}: a plan and the steps of an entity under it. */
record OracleCase(FeaturePlan plan, List<OracleAction> steps) {

  /** A line for each feature and for each step. */
  @Override
  public String toString() {
    return Stream.of(
            Stream.of("slots " + plan.slots(), plan.trigger() + ", remember " + plan.remember()),
            plan.features().stream().map(OracleCase::text),
            steps.stream().map(OracleAction::toString))
        .flatMap(lines -> lines)
        .collect(Collectors.joining("\n  ", "\n  ", "\n"));
  }

  static String text(FeatureSpec f) {
    return f.call().function()
        + (f.argument() < 0 ? "(*" : "(slot " + f.argument() + " " + f.call().argument())
        + f.call().parameters().stream().map(p -> ", " + p).collect(Collectors.joining())
        + ")"
        + (f.condition() < 0 ? "" : " where slot " + f.condition())
        + (f.stream() < 0 ? "" : " of stream " + f.stream())
        + f.window().length().map(l -> " over " + l.toMillis() + " ms").orElse("")
        + f.window().step().map(s -> " step " + s.toMillis() + " ms").orElse("");
  }

  static String text(EventArrival e) {
    return String.format(
        "%d %s stream %d, offset %d/%d %s",
        e.time(),
        new String(e.id(), StandardCharsets.UTF_8),
        e.stream(),
        e.partition(),
        e.offset(),
        Stream.of(e.values()).map(NaiveValueComparator::text).toList());
  }
}
