package io.tidemark.event.format;

import io.tidemark.event.RejectReason;
import io.tidemark.event.RejectedException;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;
import org.apache.flink.table.data.GenericArrayData;
import org.apache.flink.table.data.GenericMapData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.MapType;
import org.apache.flink.table.types.logical.RowType;

/**
 * Converts the JSON value of a column, nested or not, for {@link JsonRowConverter}; numbers by
 * {@link JsonNumberConverter}. Flink's own converters cut, round, mend or empty what does not fit
 * without a word; here it is rejected.
 */
final class JsonValueConverter {

  private final String column;

  JsonValueConverter(String column) {
    this.column = column;
  }

  /** Converts a value to Flink's internal form; null for one that is missing. */
  Object read(LogicalType type, JsonNode node) throws RejectedException {
    if (node.isMissingNode() || node.isNull()) {
      return null;
    }
    Object value =
        switch (type.getTypeRoot()) {
          case ARRAY -> node.isArray() ? array((ArrayType) type, node) : null;
          case MAP -> node.isObject() ? map((MapType) type, node) : null;
          case ROW -> node.isObject() ? row((RowType) type, node) : null;
          case VARCHAR -> text(node);
          default -> single(type, node);
        };
    if (value == null) {
      throw new RejectedException(
          RejectReason.WRONG_TYPE,
          "column " + column + ": " + RejectDetailFormatter.show(node) + " is no " + type);
    }
    return value;
  }

  private Object array(ArrayType type, JsonNode node) throws RejectedException {
    Object[] elements = new Object[node.size()];
    for (int i = 0; i < elements.length; i++) {
      elements[i] = inner(type.getElementType(), node.get(i));
    }
    return new GenericArrayData(elements);
  }

  private Object map(MapType type, JsonNode node) throws RejectedException {
    Map<Object, Object> map = new HashMap<>();
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      if (!Utf8Validator.has(entry.getKey())) {
        throw halved("a key of " + RejectDetailFormatter.show(node));
      }
      map.put(StringData.fromString(entry.getKey()), inner(type.getValueType(), entry.getValue()));
    }
    return new GenericMapData(map);
  }

  private Object row(RowType type, JsonNode node) throws RejectedException {
    GenericRowData row = new GenericRowData(type.getFieldCount());
    for (int i = 0; i < row.getArity(); i++) {
      row.setField(i, inner(type.getTypeAt(i), node.path(type.getFieldNames().get(i))));
    }
    return row;
  }

  private Object inner(LogicalType type, JsonNode node) throws RejectedException {
    Object value = read(type, node);
    if (value == null && !type.isNullable()) {
      throw new RejectedException(
          RejectReason.MISSING_VALUE,
          "column " + column + ": a value inside of it is missing that is " + type);
    }
    return value;
  }

  /** Converts to a STRING: numbers and objects as they are written. */
  private StringData text(JsonNode node) throws RejectedException {
    String text = node.isValueNode() ? node.asText() : node.toString();
    if (!Utf8Validator.has(text)) {
      throw halved(RejectDetailFormatter.show(node));
    }
    return StringData.fromString(text);
  }

  /**
   * Reject for half of a surrogate pair: Java would write a question mark, and make one of two
   * texts that differ in it.
   */
  private RejectedException halved(String what) {
    return new RejectedException(
        RejectReason.WRONG_TYPE,
        "column " + column + ": " + what + " has half of a surrogate pair, which is no character");
  }

  /** Converts to a type without parts; null for what does not fit. */
  private Object single(LogicalType type, JsonNode node) throws RejectedException {
    return switch (type.getTypeRoot()) {
      case BOOLEAN -> truth(node);
      case INTEGER -> JsonNumberConverter.integer(node);
      case BIGINT -> JsonNumberConverter.bigint(node);
      case FLOAT -> JsonNumberConverter.real(node);
      case DOUBLE -> JsonNumberConverter.doubleReal(node);
      case DECIMAL -> JsonNumberConverter.decimal(node, (DecimalType) type);
      case VARBINARY -> bytes(node);
      default -> node.isTextual() ? time(type, node) : null;
    };
  }

  private static Boolean truth(JsonNode node) {
    boolean yes = node.asText().equalsIgnoreCase("true");
    return yes || node.asText().equalsIgnoreCase("false") ? yes : null;
  }

  private static byte[] bytes(JsonNode node) {
    try {
      return node.isTextual() ? node.binaryValue() : null;
    } catch (IOException e) {
      return null;
    }
  }

  private Object time(LogicalType type, JsonNode node) throws RejectedException {
    String text = node.textValue();
    try {
      return switch (type.getTypeRoot()) {
        case DATE -> {
          LocalDate date = LocalDate.parse(text);
          requireYear(date.atStartOfDay(), node);
          yield (int) date.toEpochDay();
        }
        case TIMESTAMP_WITHOUT_TIME_ZONE -> {
          LocalDateTime time = LocalDateTime.parse(text);
          requireYear(time, node);
          yield TimestampData.fromLocalDateTime(time);
        }
        case TIMESTAMP_WITH_LOCAL_TIME_ZONE -> {
          Instant instant = IsoTimestampParser.instant(text);
          requireYear(LocalDateTime.ofInstant(instant, ZoneOffset.UTC), node);
          yield TimestampData.fromInstant(instant);
        }
        default -> null;
      };
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** Checks the year before anything can overflow and come out as another one. */
  private void requireYear(LocalDateTime time, JsonNode node) throws RejectedException {
    if (time.getYear() < 1 || time.getYear() > 9999) {
      throw new RejectedException(
          RejectReason.TIME_OUT_OF_RANGE,
          "column "
              + column
              + ": "
              + RejectDetailFormatter.show(node)
              + " is outside of the years 1 to 9999");
    }
  }
}
