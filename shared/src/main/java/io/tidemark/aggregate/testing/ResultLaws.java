package io.tidemark.aggregate.testing;

import io.tidemark.aggregate.AggregateOverflowException;
import io.tidemark.aggregate.ValueType;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * Checks that a result is of the promised type, and that asking for it changes nothing. One of the
 * parts of {@link AggregateLaws}.
 */
final class ResultLaws<S> {

  private final LawSubject<S> subject;

  ResultLaws(LawSubject<S> subject) {
    this.subject = subject;
  }

  void check() {
    S state = subject.state(subject.events());
    String bytes = subject.bytes(state);
    Object value = subject.result(state);
    String text = LawSubject.text(value);
    checkType(value);
    subject.require("a result leaves the state as it was", subject.bytes(state), bytes);
    subject.require(
        "the same state has the same result", LawSubject.text(subject.result(state)), text);
    checkLater();
    checkEmpty();
  }

  private void checkLater() {
    int half = subject.events().size() / 2;
    S state = subject.state(subject.events().subList(0, half));
    Object value = subject.result(state);
    String text = LawSubject.text(value);
    subject.add(state, subject.events().subList(half, subject.events().size()));
    subject.require("a result does not change later", LawSubject.text(value), text);
  }

  private void checkEmpty() {
    Object nothing = subject.result(subject.aggregate().identity());
    boolean neverNull = subject.function().neverNull();
    if ((nothing != null) != neverNull) {
      throw subject.broken(
          "nothing is NULL unless neverNull", "it is " + nothing + ", neverNull is " + neverNull);
    }
    checkType(nothing);
  }

  private void checkType(Object value) {
    ValueType type = subject.function().resultType(subject.call().argument());
    boolean fits = value == null || value instanceof AggregateOverflowException;
    if (!fits && !is(value, type)) {
      throw subject.broken(
          "a result is of the result type",
          LawSubject.text(value) + " of " + value.getClass().getSimpleName() + " is no " + type);
    }
  }

  private static boolean is(Object value, ValueType type) {
    return switch (type.kind()) {
      case BOOLEAN -> value instanceof Boolean;
      case INT, DATE -> value instanceof Integer;
      case BIGINT, TIMESTAMP, TIMESTAMP_LTZ -> value instanceof Long;
      case FLOAT -> value instanceof Float;
      case DOUBLE -> value instanceof Double;
      case STRING -> value instanceof String;
      case BYTES -> value instanceof byte[];
      case DECIMAL ->
          value instanceof BigDecimal number
              && number.scale() == type.scale()
              && number.precision() <= type.precision();
      case ARRAY ->
          value instanceof List<?> list
              && list.stream().allMatch(element -> is(element, type.parts().get(0)));
      case MAP -> value instanceof SortedMap<?, ?> map && isMap(map, type);
    };
  }

  private static boolean isMap(Map<?, ?> map, ValueType type) {
    return map.keySet().stream().allMatch(key -> is(key, type.parts().get(0)))
        && map.values().stream().allMatch(value -> is(value, type.parts().get(1)));
  }
}
