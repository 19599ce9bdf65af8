package io.tidemark.feature.maths;

import io.tidemark.definition.AggregateFunction;

/** A feature's exact value does not fit the type that SQL gives it. */
public final class FeatureOverflowException extends ArithmeticException {

  FeatureOverflowException(AggregateFunction function, ValueType type, Number value) {
    super(
        function
            + " of "
            + type
            + " is "
            + value
            + ", which does not fit "
            + type
            + "; cast the argument to a wider type.");
  }
}
