package io.tidemark.feature;

import io.tidemark.aggregate.ValueType;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.GenericArrayData;
import org.apache.flink.table.data.GenericMapData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.MapType;
import org.apache.flink.table.types.logical.utils.LogicalTypeChecks;

/**
 * Conversions between Flink's internal values and those of the engine, whose types are {@link
 * ValueType}s: text, decimals and timestamps (as microseconds) differ.
 */
final class ValueConverters {

  private ValueConverters() {}

  /** A function that can travel with a job. */
  interface Conversion extends Function<Object, Object>, Serializable {}

  /** From Flink's internal value of that type to the engine's; NULL stays null. */
  static Conversion toMaths(LogicalType type) {
    return switch (type.getTypeRoot()) {
      case VARCHAR, CHAR -> v -> v == null ? null : v.toString();
      case DECIMAL -> v -> v == null ? null : ((DecimalData) v).toBigDecimal();
      case TIMESTAMP_WITHOUT_TIME_ZONE, TIMESTAMP_WITH_LOCAL_TIME_ZONE ->
          v -> v == null ? null : micros((TimestampData) v);
      case ARRAY, MAP, ROW -> v -> v == null ? null : Boolean.TRUE;
      default -> v -> v;
    };
  }

  /** From the engine's value to Flink's internal value of that type; null stays NULL. */
  static Conversion toFlink(LogicalType type) {
    return switch (type.getTypeRoot()) {
      case ARRAY -> array(toFlink(((ArrayType) type).getElementType()));
      case MAP ->
          map(toFlink(((MapType) type).getKeyType()), toFlink(((MapType) type).getValueType()));
      case VARCHAR -> v -> v == null ? null : StringData.fromString((String) v);
      case DECIMAL -> decimal((DecimalType) type);
      case TIMESTAMP_WITHOUT_TIME_ZONE, TIMESTAMP_WITH_LOCAL_TIME_ZONE ->
          v -> v == null ? null : timestamp((Long) v);
      default -> v -> v;
    };
  }

  /**
   * The engine's type of a Flink type. An ARRAY, MAP or ROW is BOOLEAN: only its presence counts.
   */
  static ValueType type(LogicalType type) {
    return switch (type.getTypeRoot()) {
      case BOOLEAN, ARRAY, MAP, ROW -> ValueType.BOOLEAN;
      case INTEGER -> ValueType.INT;
      case BIGINT -> ValueType.BIGINT;
      case FLOAT -> ValueType.FLOAT;
      case DOUBLE -> ValueType.DOUBLE;
      case DECIMAL ->
          ValueType.decimal(((DecimalType) type).getPrecision(), ((DecimalType) type).getScale());
      case CHAR, VARCHAR -> ValueType.STRING;
      case BINARY, VARBINARY -> ValueType.BYTES;
      case DATE -> ValueType.DATE;
      case TIMESTAMP_WITHOUT_TIME_ZONE -> ValueType.timestamp(LogicalTypeChecks.getPrecision(type));
      case TIMESTAMP_WITH_LOCAL_TIME_ZONE ->
          ValueType.timestampLtz(LogicalTypeChecks.getPrecision(type));
      default -> throw new IllegalArgumentException("no feature reads values of type " + type);
    };
  }

  private static Conversion array(Conversion element) {
    return v ->
        v == null ? null : new GenericArrayData(((List<?>) v).stream().map(element).toArray());
  }

  /** In the order of the keys, which is part of the row's bytes. */
  private static Conversion map(Conversion key, Conversion value) {
    return v -> {
      if (v == null) {
        return null;
      }
      Map<Object, Object> entries = new LinkedHashMap<>();
      ((Map<?, ?>) v).forEach((k, x) -> entries.put(key.apply(k), value.apply(x)));
      return new GenericMapData(entries);
    };
  }

  private static Conversion decimal(DecimalType type) {
    int precision = type.getPrecision();
    int scale = type.getScale();
    return v -> v == null ? null : DecimalData.fromBigDecimal((BigDecimal) v, precision, scale);
  }

  private static Long micros(TimestampData timestamp) {
    return timestamp.getMillisecond() * 1000 + timestamp.getNanoOfMillisecond() / 1000;
  }

  private static TimestampData timestamp(long micros) {
    return TimestampData.fromEpochMillis(
        Math.floorDiv(micros, 1000L), (int) Math.floorMod(micros, 1000L) * 1000);
  }
}
