package io.tidemark.aggregate;

import java.util.List;

/** The functions BOOL_AND and BOOL_OR, over {@link BooleanCountState}. */
final class BooleanAggregates {

  private BooleanAggregates() {}

  static List<AggregateFunction> functions() {
    return List.of(
        BuiltInAggregateFunction.of(
            "bool_and",
            "Whether all values are TRUE",
            ArgumentChecks::bool,
            c -> of(BooleanCountState::all)),
        BuiltInAggregateFunction.of(
            "bool_or",
            "Whether a value is TRUE",
            ArgumentChecks::bool,
            c -> of(BooleanCountState::any)));
  }

  private interface Finish {
    Object value(BooleanCountState state);
  }

  private static Aggregate<?> of(Finish finish) {
    return new StateBackedAggregate.OfInvertible<>(
        BooleanCountState::new, (state, time) -> finish.value(state));
  }
}
