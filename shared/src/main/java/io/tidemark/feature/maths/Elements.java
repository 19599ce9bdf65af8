package io.tidemark.feature.maths;

import io.tidemark.definition.AggregateFunction;

/** What the aggregates that pick a value compare: the values, or their events' places. */
final class Elements {

  private Elements() {}

  static Object of(AggregateFunction function, ValueType type, Event event, Object value) {
    return byPlace(function) ? Dated.of(event, value) : Values.canonical(value, type);
  }

  static Object value(Object element) {
    return element instanceof Dated dated ? dated.value() : element;
  }

  static boolean picksGreatest(AggregateFunction function) {
    return function == AggregateFunction.MAX || function == AggregateFunction.LAST;
  }

  static boolean byPlace(AggregateFunction function) {
    return function == AggregateFunction.FIRST || function == AggregateFunction.LAST;
  }
}
