package io.tidemark.benchmarks.jmh;

import io.tidemark.aggregate.ValueType;
import io.tidemark.benchmarks.workload.EventGenerator;
import java.math.BigDecimal;

/**
 * Generates values of a type, about a thousand different ones, for a {@link SlidingWindow}.
 *
 * @param type null for an aggregate over {@code *}
 */
record SampleValueGenerator(ValueType type) {

  private static final int DIFFERENT = 1_000;
  private static final EventGenerator EVENTS = new EventGenerator(0, 1, false, 1);

  /** The type of that name among those that are measured; null for {@code *}. */
  static SampleValueGenerator of(String type) {
    return new SampleValueGenerator(
        switch (type) {
          case "*" -> null;
          case "INT" -> ValueType.INT;
          case "DOUBLE" -> ValueType.DOUBLE;
          case "DECIMAL" -> ValueType.decimal(10, 2);
          case "STRING" -> ValueType.STRING;
          case "BOOLEAN" -> ValueType.BOOLEAN;
          default -> throw new IllegalArgumentException("no samples of " + type);
        });
  }

  Object value(int number) {
    if (type == null) {
      return null;
    }
    int value = EVENTS.further(number, 0, DIFFERENT);
    return switch (type.kind()) {
      case INT -> value;
      case DOUBLE -> value / 7.0;
      case DECIMAL -> BigDecimal.valueOf(value, 2);
      case STRING -> "product-" + value;
      case BOOLEAN -> value % 2 == 0;
      default -> throw new IllegalStateException("no samples of " + type);
    };
  }
}
