package io.tidemark.feature.aggregate;

import io.tidemark.feature.aggregate.AggregateFunction.Parameter;
import java.util.List;
import java.util.function.Function;

/** The aggregates that tell how the values are distributed, from how often each occurs. */
final class Distributions {

  /** Most values that an aggregate gives at once. */
  static final int MOST_VALUES = 1000;

  private Distributions() {}

  static List<AggregateFunction> functions() {
    return List.of(
        BuiltIn.of(
                "top_k",
                "The k most frequent values, most frequent first; ties in the values' order",
                Distributions::listType,
                Distributions::topK)
            .with(new Parameter("k", true, 1, MOST_VALUES)),
        BuiltIn.of(
            "mode",
            "The most frequent value; of several the first in the values' order",
            Arguments::single,
            Distributions::mode),
        BuiltIn.of(
            "histogram",
            "How often each value occurs",
            Distributions::mapType,
            call -> of(call, SortedFrequencies::new, f -> ((SortedFrequencies) f).counts())),
        BuiltIn.of(
            "entropy",
            "The entropy of the values' distribution, in bits",
            Distributions::doubleType,
            call -> of(call, Entropy::new, f -> ((Entropy) f).bits())));
  }

  static ValueType listType(ValueType argument) {
    return ValueType.array(Arguments.single(argument));
  }

  private static ValueType mapType(ValueType argument) {
    return ValueType.map(Arguments.single(argument), ValueType.BIGINT);
  }

  private static ValueType doubleType(ValueType argument) {
    Arguments.single(argument);
    return ValueType.DOUBLE;
  }

  private static Aggregate<?> topK(AggregateCall call) {
    int k = call.parameters().get(0).intValue();
    return of(
        call,
        RankedFrequencies::new,
        f -> f.distinct() == 0 ? null : ((RankedFrequencies) f).top(k));
  }

  private static Aggregate<?> mode(AggregateCall call) {
    return of(
        call,
        RankedFrequencies::new,
        f -> f.distinct() == 0 ? null : ((RankedFrequencies) f).top(1).get(0));
  }

  private static Aggregate<?> of(
      AggregateCall call,
      Function<Codec, Frequencies> identity,
      Function<Frequencies, Object> result) {
    Codec codec = Codec.of(call.argument());
    return new StateAggregate.OfGroup<>(
        () -> identity.apply(codec), (state, time) -> result.apply(state));
  }
}
