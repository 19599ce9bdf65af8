package io.tidemark.feature.maths;

/**
 * A feature at work: which events it counts, and what it does with them.
 *
 * @param index position in a row
 */
record Measure(int index, FeatureSpec feature, Aggregate<Accumulator> aggregate) {

  static Measure of(int index, FeatureSpec feature) {
    return new Measure(index, feature, Aggregates.of(feature));
  }

  void enter(Accumulator state, Event event) {
    if (counts(event)) {
      aggregate.add(state, event, argument(event));
    }
  }

  void leave(Accumulator state, Event event) {
    if (counts(event)) {
      aggregate.subtract(state, event, argument(event));
    }
  }

  private boolean counts(Event event) {
    if (feature.stream() >= 0 && feature.stream() != event.stream()) {
      return false;
    }
    if (feature.condition() >= 0 && !Boolean.TRUE.equals(event.values()[feature.condition()])) {
      return false;
    }
    return feature.argument() < 0 || argument(event) != null;
  }

  private Object argument(Event event) {
    return feature.argument() < 0 ? null : event.values()[feature.argument()];
  }
}
