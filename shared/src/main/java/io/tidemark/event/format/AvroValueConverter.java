package io.tidemark.event.format;

import io.tidemark.event.format.AvroRowConverter.Converter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.util.Utf8;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.LogicalType;

/**
 * Converts Avro's single values to Flink's, for {@link AvroRowConverter}: widened where that loses
 * nothing, else not at all.
 */
final class AvroValueConverter {

  private static final char REPLACEMENT = '\uFFFD';
  private static final Map<String, Long> UNITS_A_MILLI =
      Map.of(
          "timestamp-millis", 1L,
          "local-timestamp-millis", 1L,
          "timestamp-micros", 1_000L,
          "local-timestamp-micros", 1_000L,
          "timestamp-nanos", 1_000_000L,
          "local-timestamp-nanos", 1_000_000L);

  private AvroValueConverter() {}

  /**
   * Converter from values of that schema to values of that type; empty if some could lose
   * something.
   */
  static Optional<Converter> converter(Schema written, LogicalType type) {
    String logical = written.getLogicalType() == null ? "" : written.getLogicalType().getName();
    return Optional.ofNullable(
        switch (type.getTypeRoot()) {
          case BOOLEAN -> is(written, Schema.Type.BOOLEAN) ? value -> value : null;
          case INTEGER -> plain(written, logical, Schema.Type.INT) ? value -> value : null;
          case BIGINT ->
              plain(written, logical, Schema.Type.INT, Schema.Type.LONG)
                  ? value -> ((Number) value).longValue()
                  : null;
          case FLOAT -> is(written, Schema.Type.FLOAT) ? value -> value : null;
          case DOUBLE ->
              is(written, Schema.Type.FLOAT, Schema.Type.DOUBLE)
                  ? value -> ((Number) value).doubleValue()
                  : null;
          case VARCHAR ->
              is(written, Schema.Type.STRING, Schema.Type.ENUM) ? AvroValueConverter::text : null;
          case VARBINARY ->
              logical.isEmpty() && is(written, Schema.Type.BYTES, Schema.Type.FIXED)
                  ? AvroValueConverter::bytes
                  : null;
          case DECIMAL -> decimal(written, (DecimalType) type);
          case DATE -> logical.equals("date") ? value -> value : null;
          case TIMESTAMP_WITHOUT_TIME_ZONE, TIMESTAMP_WITH_LOCAL_TIME_ZONE ->
              UNITS_A_MILLI.containsKey(logical) ? timestamp(UNITS_A_MILLI.get(logical)) : null;
          default -> null;
        });
  }

  private static boolean is(Schema written, Schema.Type... types) {
    return List.of(types).contains(written.getType());
  }

  private static boolean plain(Schema written, String logical, Schema.Type... types) {
    return logical.isEmpty() && is(written, types);
  }

  private static Converter decimal(Schema written, DecimalType type) {
    boolean fits =
        written.getLogicalType() instanceof LogicalTypes.Decimal decimal
            && decimal.getScale() <= type.getScale()
            && decimal.getPrecision() - decimal.getScale() <= type.getPrecision() - type.getScale();
    if (!fits) {
      return null;
    }
    int scale = ((LogicalTypes.Decimal) written.getLogicalType()).getScale();
    return value ->
        DecimalData.fromBigDecimal(
            new BigDecimal(new BigInteger(bytes(value)), scale),
            type.getPrecision(),
            type.getScale());
  }

  private static Converter timestamp(long units) {
    int nanos = (int) (1_000_000 / units);
    return value -> {
      long time = (Long) value;
      return TimestampData.fromEpochMillis(
          Math.floorDiv(time, units), (int) Math.floorMod(time, units) * nanos);
    };
  }

  /**
   * Converts a text. Java puts a replacement character in place of what is not UTF-8, so one that
   * has it is looked at byte by byte.
   */
  static StringData text(Object value) {
    String text = value.toString();
    if (text.indexOf(REPLACEMENT) >= 0 && value instanceof Utf8 utf8) {
      requireUtf8(utf8);
    }
    return StringData.fromString(text);
  }

  private static void requireUtf8(Utf8 text) {
    try {
      StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(text.getBytes(), 0, text.getByteLength()));
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("a text is not UTF-8", e);
    }
  }

  private static byte[] bytes(Object value) {
    if (value instanceof GenericFixed fixed) {
      return fixed.bytes();
    }
    ByteBuffer buffer = ((ByteBuffer) value).duplicate();
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }
}
