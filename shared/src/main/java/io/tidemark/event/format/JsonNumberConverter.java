package io.tidemark.event.format;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.types.logical.DecimalType;

/**
 * Converts JSON numbers, and texts that are one, for {@link JsonValueConverter}: what counts is
 * what is written, whether it stands in quotes or not. Java would take more for a number: {@code
 * 3d}, {@code 0x1p3}, {@code 1e400} for infinity. Each method returns null for what is no such
 * number.
 */
final class JsonNumberConverter {

  /** Digits of a number, as Jackson bounds them; also bounds exponents. */
  private static final int MAX_DIGITS = 1000;

  private static final Pattern SYNTAX =
      Pattern.compile("[+-]?(\\p{Nd}+\\.?\\p{Nd}*|\\.\\p{Nd}+)([eE][+-]?\\p{Nd}+)?");
  private static final Set<String> NOT_FINITE =
      Set.of("NaN", "+NaN", "-NaN", "Infinity", "+Infinity", "-Infinity");

  private JsonNumberConverter() {}

  static Long bigint(JsonNode node) {
    if (node.isIntegralNumber() && node.canConvertToLong()) {
      return node.longValue();
    }
    BigDecimal number = exact(node);
    try {
      return number == null ? null : (Long) number.longValueExact();
    } catch (ArithmeticException e) {
      return null;
    }
  }

  static Integer integer(JsonNode node) {
    Long number = bigint(node);
    return number == null || number != number.intValue() ? null : (Integer) number.intValue();
  }

  static Float real(JsonNode node) {
    String text = floating(node);
    try {
      return text == null ? null : finite(Float.valueOf(text), text);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  static Double doubleReal(JsonNode node) {
    String text = floating(node);
    try {
      return text == null ? null : finite(Double.valueOf(text), text);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static <T extends Number> T finite(T number, String text) {
    return Double.isFinite(number.doubleValue()) || NOT_FINITE.contains(text) ? number : null;
  }

  /**
   * Converts to a DECIMAL: the whole part must have room; a fraction that is too fine is rounded.
   */
  static DecimalData decimal(JsonNode node, DecimalType type) {
    BigDecimal number = exact(node);
    return number != null && fits(number, type)
        ? DecimalData.fromBigDecimal(number, type.getPrecision(), type.getScale())
        : null;
  }

  private static boolean fits(BigDecimal value, DecimalType type) {
    long wholeDigits = (long) value.precision() - value.scale();
    return value.signum() == 0
        || wholeDigits <= type.getPrecision()
            && wholeDigits >= -MAX_DIGITS
            && rounded(value, type).precision() <= type.getPrecision();
  }

  private static BigDecimal rounded(BigDecimal value, DecimalType type) {
    return value.setScale(type.getScale(), RoundingMode.HALF_UP);
  }

  private static BigDecimal exact(JsonNode node) {
    String text = text(node);
    try {
      return text == null || !SYNTAX.matcher(text).matches() ? null : new BigDecimal(text);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static String floating(JsonNode node) {
    String text = text(node);
    boolean number = text != null && (SYNTAX.matcher(text).matches() || NOT_FINITE.contains(text));
    return number ? text : null;
  }

  private static String text(JsonNode node) {
    if (!node.isNumber() && !node.isTextual()) {
      return null;
    }
    String text = node.asText().trim();
    return text.length() > MAX_DIGITS ? null : text;
  }
}
