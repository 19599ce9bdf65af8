package io.tidemark.aggregate;

import io.tidemark.aggregate.ValueType.Kind;

/**
 * Type checks of the arguments of built-in aggregates, called from {@link
 * AggregateFunction#resultType}; each method returns the type that it lets pass.
 */
final class ArgumentChecks {

  private ArgumentChecks() {}

  static ValueType number(ValueType argument) {
    return require(argument.kind().isNumeric(), argument, "takes numbers");
  }

  static ValueType bool(ValueType argument) {
    return require(argument.kind() == Kind.BOOLEAN, argument, "takes BOOLEAN");
  }

  static ValueType ordered(ValueType argument) {
    boolean ordered = argument.parts().isEmpty() && argument.kind() != Kind.BYTES;
    return require(ordered, argument, "takes values that have an order");
  }

  static ValueType single(ValueType argument) {
    return require(argument.parts().isEmpty(), argument, "takes single values: no ARRAY, MAP, ROW");
  }

  private static ValueType require(boolean fits, ValueType argument, String rule) {
    if (!fits) {
      throw new IllegalArgumentException(rule);
    }
    return argument;
  }
}
