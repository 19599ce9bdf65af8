package io.tidemark.aggregate;

import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * An {@link AggregateFunction} of Tidemark's own, as the {@code ...Aggregates} classes declare it
 * for {@link AggregateRegistry}.
 */
record BuiltInAggregateFunction(
    String name,
    String doc,
    boolean takesStar,
    boolean neverNull,
    List<Parameter> parameters,
    UnaryOperator<ValueType> type,
    Function<AggregateCall, Aggregate<?>> window,
    Function<AggregateCall, Aggregate<?>> history)
    implements AggregateFunction {

  /** A function of values, NULL where there are none, the same in a window and over history. */
  static BuiltInAggregateFunction of(
      String name,
      String doc,
      UnaryOperator<ValueType> type,
      Function<AggregateCall, Aggregate<?>> aggregate) {
    return new BuiltInAggregateFunction(
        name, doc, false, false, List.of(), type, aggregate, aggregate);
  }

  BuiltInAggregateFunction overHistory(Function<AggregateCall, Aggregate<?>> other) {
    return new BuiltInAggregateFunction(
        name, doc, takesStar, neverNull, parameters, type, window, other);
  }

  BuiltInAggregateFunction alsoOfStar() {
    return new BuiltInAggregateFunction(
        name, doc, true, neverNull, parameters, type, window, history);
  }

  BuiltInAggregateFunction countsNothingAsZero() {
    return new BuiltInAggregateFunction(
        name, doc, takesStar, true, parameters, type, window, history);
  }

  BuiltInAggregateFunction with(Parameter parameter) {
    return new BuiltInAggregateFunction(
        name, doc, takesStar, neverNull, List.of(parameter), type, window, history);
  }

  @Override
  public ValueType resultType(ValueType argument) {
    if (argument == null && !takesStar) {
      throw new IllegalArgumentException("takes an expression, not *");
    }
    return type.apply(argument);
  }

  @Override
  public Aggregate<?> overHistory(AggregateCall call) {
    return history.apply(call);
  }

  @Override
  public Aggregate<?> inWindow(AggregateCall call) {
    return window.apply(call);
  }
}
