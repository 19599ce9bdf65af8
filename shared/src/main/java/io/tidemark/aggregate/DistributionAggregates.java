package io.tidemark.aggregate;

import io.tidemark.aggregate.AggregateFunction.Parameter;
import java.util.List;
import java.util.function.Function;

/**
 * The functions TOP_K, MODE, HISTOGRAM and ENTROPY, all computed from the counts of a {@link
 * FrequencyState}.
 */
final class DistributionAggregates {

  /** Most values that an aggregate gives at once. */
  static final int MOST_VALUES = 1000;

  private DistributionAggregates() {}

  static List<AggregateFunction> functions() {
    return List.of(
        BuiltInAggregateFunction.of(
                "top_k",
                "The k most frequent values, most frequent first; ties in the values' order",
                DistributionAggregates::listType,
                DistributionAggregates::topK)
            .with(new Parameter("k", true, 1, MOST_VALUES)),
        BuiltInAggregateFunction.of(
            "mode",
            "The most frequent value; of several the first in the values' order",
            ArgumentChecks::single,
            DistributionAggregates::mode),
        BuiltInAggregateFunction.of(
            "histogram",
            "How often each value occurs",
            DistributionAggregates::mapType,
            call -> of(call, SortedFrequencyState::new, f -> ((SortedFrequencyState) f).counts())),
        BuiltInAggregateFunction.of(
            "entropy",
            "The entropy of the values' distribution, in bits",
            DistributionAggregates::doubleType,
            call -> of(call, EntropyState::new, f -> ((EntropyState) f).bits())));
  }

  static ValueType listType(ValueType argument) {
    return ValueType.array(ArgumentChecks.single(argument));
  }

  private static ValueType mapType(ValueType argument) {
    return ValueType.map(ArgumentChecks.single(argument), ValueType.BIGINT);
  }

  private static ValueType doubleType(ValueType argument) {
    ArgumentChecks.single(argument);
    return ValueType.DOUBLE;
  }

  private static Aggregate<?> topK(AggregateCall call) {
    int k = call.parameters().get(0).intValue();
    return of(
        call,
        RankedFrequencyState::new,
        f -> f.distinct() == 0 ? null : ((RankedFrequencyState) f).top(k));
  }

  private static Aggregate<?> mode(AggregateCall call) {
    return of(
        call,
        RankedFrequencyState::new,
        f -> f.distinct() == 0 ? null : ((RankedFrequencyState) f).top(1).get(0));
  }

  private static Aggregate<?> of(
      AggregateCall call,
      Function<ValueCodec, FrequencyState> identity,
      Function<FrequencyState, Object> result) {
    ValueCodec codec = ValueCodec.of(call.argument());
    return new StateBackedAggregate.OfInvertible<>(
        () -> identity.apply(codec), (state, time) -> result.apply(state));
  }
}
