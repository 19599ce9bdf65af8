package io.tidemark.feature.maths;

/** The aggregate that computes a feature. */
final class Aggregates {

  private Aggregates() {}

  /** The aggregate of a feature: one that subtracts for a bounded window, else a compact one. */
  static Aggregate<Accumulator> of(FeatureSpec feature) {
    return untyped(feature.bounded() ? reversible(feature) : running(feature));
  }

  private static Aggregate<?> reversible(FeatureSpec feature) {
    ValueType type = feature.argumentType();
    return switch (feature.function()) {
      case COUNT -> new CountAggregate();
      case SUM, AVG ->
          type.kind().isFloating()
              ? new FloatingSumAggregate(feature.function(), type)
              : new IntegerSumAggregate(feature.function(), type);
      case MIN, MAX, FIRST, LAST, COUNT_DISTINCT -> new MultisetAggregate(feature.function(), type);
    };
  }

  private static Aggregate<?> running(FeatureSpec feature) {
    return switch (feature.function()) {
      case MIN, MAX, FIRST, LAST ->
          new ExtremeAggregate(feature.function(), feature.argumentType());
      case COUNT, SUM, AVG, COUNT_DISTINCT -> reversible(feature);
    };
  }

  /** The engine pairs each aggregate only with states that it made or owns. */
  @SuppressWarnings("unchecked")
  private static Aggregate<Accumulator> untyped(Aggregate<?> aggregate) {
    return (Aggregate<Accumulator>) aggregate;
  }
}
