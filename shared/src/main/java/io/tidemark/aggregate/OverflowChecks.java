package io.tidemark.aggregate;

import io.tidemark.aggregate.ValueType.Kind;
import io.tidemark.aggregate.number.WideIntegerAccumulator;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * Checked conversions of exact results to their SQL types: a value that does not fit raises {@link
 * AggregateOverflowException} and is never truncated.
 */
final class OverflowChecks {

  private OverflowChecks() {}

  static BigDecimal decimal(String function, ValueType type, BigDecimal value) {
    if (value.precision() > type.precision()) {
      throw new AggregateOverflowException(function, type, value);
    }
    return value;
  }

  static Object integer(String function, ValueType type, WideIntegerAccumulator value) {
    return value.isSmall()
        ? integer(function, type, value.small())
        : integer(function, type, value.value());
  }

  static Object integer(String function, ValueType type, BigInteger value) {
    if (value.bitLength() >= Long.SIZE) {
      throw new AggregateOverflowException(function, type, value);
    }
    return integer(function, type, value.longValue());
  }

  static Object integer(String function, ValueType type, long value) {
    if (type.kind() != Kind.INT) {
      return value;
    }
    if ((int) value != value) {
      throw new AggregateOverflowException(function, type, value);
    }
    return (int) value;
  }
}
