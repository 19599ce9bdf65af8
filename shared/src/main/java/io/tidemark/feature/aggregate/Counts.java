package io.tidemark.feature.aggregate;

import java.util.List;

/** The aggregates that say how many. */
final class Counts {

  private Counts() {}

  static List<AggregateFunction> functions() {
    return List.of(
        BuiltIn.of("count", "How many events, or values", t -> ValueType.BIGINT, c -> count())
            .alsoOfStar()
            .countsNothingAsZero(),
        BuiltIn.of("count_distinct", "How many different values", Counts::type, Counts::distinct)
            .overHistory(Counts::distinctOfHistory)
            .countsNothingAsZero());
  }

  private static ValueType type(ValueType argument) {
    Arguments.single(argument);
    return ValueType.BIGINT;
  }

  private static Aggregate<?> count() {
    return new StateAggregate.OfGroup<>(Tally::new, (state, time) -> state.count);
  }

  private static Aggregate<?> distinct(AggregateCall call) {
    Codec codec = Codec.of(call.argument());
    return new StateAggregate.OfGroup<>(
        () -> new Frequencies(codec), (state, time) -> (long) state.distinct());
  }

  private static Aggregate<?> distinctOfHistory(AggregateCall call) {
    Codec codec = Codec.of(call.argument());
    return new StateAggregate<>(
        () -> new DistinctValues(codec), (state, time) -> (long) state.size());
  }
}
