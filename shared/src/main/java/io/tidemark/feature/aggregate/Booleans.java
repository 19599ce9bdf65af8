package io.tidemark.feature.aggregate;

import java.util.List;

/** BOOL_AND and BOOL_OR. */
final class Booleans {

  private Booleans() {}

  static List<AggregateFunction> functions() {
    return List.of(
        BuiltIn.of(
            "bool_and", "Whether all values are TRUE", Arguments::bool, c -> of(Truths::all)),
        BuiltIn.of("bool_or", "Whether a value is TRUE", Arguments::bool, c -> of(Truths::any)));
  }

  private interface Finish {
    Object value(Truths state);
  }

  private static Aggregate<?> of(Finish finish) {
    return new StateAggregate.OfGroup<>(Truths::new, (state, time) -> finish.value(state));
  }
}
