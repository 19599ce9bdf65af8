package io.tidemark.feature.aggregate;

import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** An aggregate of Tidemark's own. */
record BuiltIn(
    String name,
    String doc,
    boolean takesStar,
    boolean neverNull,
    List<Parameter> parameters,
    UnaryOperator<ValueType> type,
    Function<AggregateCall, Aggregate<?>> window,
    Function<AggregateCall, Aggregate<?>> history)
    implements AggregateFunction {

  /** One of values, NULL where there are none, the same in a window and over history. */
  static BuiltIn of(
      String name,
      String doc,
      UnaryOperator<ValueType> type,
      Function<AggregateCall, Aggregate<?>> aggregate) {
    return new BuiltIn(name, doc, false, false, List.of(), type, aggregate, aggregate);
  }

  BuiltIn overHistory(Function<AggregateCall, Aggregate<?>> other) {
    return new BuiltIn(name, doc, takesStar, neverNull, parameters, type, window, other);
  }

  BuiltIn alsoOfStar() {
    return new BuiltIn(name, doc, true, neverNull, parameters, type, window, history);
  }

  BuiltIn countsNothingAsZero() {
    return new BuiltIn(name, doc, takesStar, true, parameters, type, window, history);
  }

  BuiltIn with(Parameter parameter) {
    return new BuiltIn(name, doc, takesStar, neverNull, List.of(parameter), type, window, history);
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
