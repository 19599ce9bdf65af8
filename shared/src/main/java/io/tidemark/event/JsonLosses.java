package io.tidemark.event;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Iterator;
import java.util.regex.Pattern;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.MapType;
import org.apache.flink.table.types.logical.RowType;

/**
 * Refuses the values of a column that Flink's converters would cut, round away or empty without a
 * word, however deep in it they are, and those that would cost them a gigabyte.
 */
final class JsonLosses {

  /** Digits of a number, as Jackson bounds them; also bounds exponents. */
  private static final int MAX_DIGITS = 1000;

  private static final Pattern YEAR_WITH_SIGN = Pattern.compile("[+-]\\d{4,9}-.*");

  private final String column;

  JsonLosses(String column) {
    this.column = column;
  }

  /** Checks a value that is there; a NULL is the column reader's to judge. */
  void refuse(LogicalType type, JsonNode node) throws RejectedException {
    switch (type.getTypeRoot()) {
      case INTEGER, BIGINT ->
          require(!node.isNumber() || node.canConvertToExactIntegral(), type, node);
      case FLOAT -> require(!node.isNumber() || Float.isFinite(node.floatValue()), type, node);
      case DOUBLE -> require(!node.isNumber() || Double.isFinite(node.doubleValue()), type, node);
      case BOOLEAN -> require(node.isBoolean() || isBoolean(node.asText()), type, node);
      case DECIMAL -> require(fits(node, (DecimalType) type), type, node);
      case VARBINARY -> require(node.isTextual(), type, node);
      case DATE, TIMESTAMP_WITHOUT_TIME_ZONE, TIMESTAMP_WITH_LOCAL_TIME_ZONE -> refuseYear(node);
      case ARRAY -> {
        require(node.isArray(), type, node);
        refuseAll(((ArrayType) type).getElementType(), node.elements());
      }
      case MAP -> {
        require(node.isObject(), type, node);
        refuseAll(((MapType) type).getValueType(), node.elements());
      }
      case ROW -> refuseFields((RowType) type, node);
      default -> {}
    }
  }

  private void refuseFields(RowType type, JsonNode node) throws RejectedException {
    require(node.isObject(), type, node);
    for (RowType.RowField field : type.getFields()) {
      refuseInner(field.getType(), node.path(field.getName()));
    }
  }

  private void refuseAll(LogicalType type, Iterator<JsonNode> nodes) throws RejectedException {
    while (nodes.hasNext()) {
      refuseInner(type, nodes.next());
    }
  }

  private void refuseInner(LogicalType type, JsonNode node) throws RejectedException {
    if (!node.isMissingNode() && !node.isNull()) {
      refuse(type, node);
    } else if (!type.isNullable()) {
      throw new RejectedException(
          RejectReason.MISSING_VALUE,
          "column " + column + ": a value inside of it is missing that is " + type);
    }
  }

  private static boolean isBoolean(String text) {
    return text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false");
  }

  /** Whether the whole part has room; a fraction that is too fine is rounded. */
  private static boolean fits(JsonNode node, DecimalType type) {
    if (node.isTextual() && node.textValue().length() > MAX_DIGITS) {
      return false;
    }
    try {
      return fits(node.isNumber() ? node.decimalValue() : new BigDecimal(node.asText()), type);
    } catch (NumberFormatException e) {
      return false;
    }
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

  /** Only years beyond four digits have a sign; they may overflow and come out as another year. */
  private void refuseYear(JsonNode node) throws RejectedException {
    if (YEAR_WITH_SIGN.matcher(node.asText()).matches()) {
      throw new RejectedException(
          RejectReason.TIME_OUT_OF_RANGE,
          "column " + column + ": " + show(node) + " is outside of the years 1 to 9999");
    }
  }

  private void require(boolean fits, LogicalType type, JsonNode node) throws RejectedException {
    if (!fits) {
      throw new RejectedException(
          RejectReason.WRONG_TYPE, "column " + column + ": " + show(node) + " is no " + type);
    }
  }

  private static String show(JsonNode node) {
    return JsonFormat.shorten(node.toString());
  }
}
