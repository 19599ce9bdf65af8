package io.tidemark.definition.parser;

import io.tidemark.aggregate.AggregateFunction.Parameter;
import java.math.BigDecimal;
import java.util.Optional;

/** Parses and describes the {@link Parameter}s of an aggregate: the numbers behind its argument. */
final class ParameterParser {

  private ParameterParser() {}

  /** Parses a value of the parameter; empty if it is no number, or out of its bounds. */
  static Optional<Number> read(Parameter parameter, String given) {
    try {
      BigDecimal number = new BigDecimal(given);
      double value = number.doubleValue();
      boolean inside = value >= parameter.least() && value <= parameter.greatest();
      if (!inside) {
        return Optional.empty();
      }
      return Optional.of(parameter.whole() ? (Number) number.longValueExact() : (Number) value);
    } catch (ArithmeticException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  static String name(Parameter parameter) {
    return parameter.name();
  }

  static String rule(Parameter parameter) {
    return parameter.name()
        + " is a "
        + (parameter.whole() ? "whole number" : "number")
        + " from "
        + show(parameter.least())
        + " to "
        + show(parameter.greatest());
  }

  /** Example of an allowed value. */
  static String example(Parameter parameter) {
    double least = parameter.least();
    double greatest = parameter.greatest();
    return show(parameter.whole() ? Math.min(least + 2, greatest) : (least + greatest) / 2);
  }

  private static String show(double number) {
    return Double.isInfinite(number)
        ? String.valueOf(number)
        : BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
  }
}
