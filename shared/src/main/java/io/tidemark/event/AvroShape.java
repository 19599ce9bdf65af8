package io.tidemark.event;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.util.Utf8;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.GenericArrayData;
import org.apache.flink.table.data.GenericMapData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.MapType;
import org.apache.flink.table.types.logical.RowType;

/**
 * Turns the records of one Avro schema into rows of a shape, by the names of their fields. Of types
 * it widens what loses nothing, and refuses the rest. Flink's own converter goes by position, and
 * cuts microseconds.
 */
public final class AvroShape {

  /** From Avro's generic value to Flink's internal one; neither is null. */
  private interface Converter extends Function<Object, Object> {}

  private static final char REPLACEMENT = '\uFFFD';
  private static final Map<String, Long> UNITS_A_MILLI =
      Map.of(
          "timestamp-millis", 1L,
          "local-timestamp-millis", 1L,
          "timestamp-micros", 1_000L,
          "local-timestamp-micros", 1_000L,
          "timestamp-nanos", 1_000_000L,
          "local-timestamp-nanos", 1_000_000L);

  private final List<String> problems = new ArrayList<>();
  private final boolean lenient;
  private final Converter record;

  /**
   * @param written what the records were written by
   * @param lenient whether a column that they do not have is NULL, as it is in messages whose
   *     producer does not know it yet; else it is a problem
   */
  public AvroShape(Schema written, RowType shape, boolean lenient) {
    this.lenient = lenient;
    this.record =
        valueSchema(written).getType() == Schema.Type.RECORD
            ? record(valueSchema(written), shape, "")
            : refuse("it has no records, but " + written.getType().getName());
  }

  /** Why there are no rows of such records, each as the end of a sentence; none if there are. */
  public List<String> problems() {
    return List.copyOf(problems);
  }

  /** The row of a record; only if there are no problems. */
  public RowData row(IndexedRecord value) {
    return (RowData) record.apply(value);
  }

  private Converter record(Schema written, RowType shape, String prefix) {
    int[] positions = new int[shape.getFieldCount()];
    Converter[] converters = new Converter[positions.length];
    for (int i = 0; i < positions.length; i++) {
      String name = shape.getFieldNames().get(i);
      Schema.Field field = written.getField(name);
      positions[i] = field == null ? -1 : field.pos();
      converters[i] =
          field == null
              ? missing(prefix + name)
              : converter(field.schema(), shape.getTypeAt(i), prefix + name);
    }
    return value -> {
      GenericRowData row = new GenericRowData(positions.length);
      for (int i = 0; i < positions.length; i++) {
        Object field = positions[i] < 0 ? null : ((IndexedRecord) value).get(positions[i]);
        row.setField(i, orNull(converters[i], field));
      }
      return row;
    };
  }

  private Converter converter(Schema field, LogicalType type, String name) {
    Schema written = valueSchema(field);
    return switch (type.getTypeRoot()) {
      case ROW ->
          written.getType() == Schema.Type.RECORD
              ? record(written, (RowType) type, name + ".")
              : mismatch(written, type, name);
      case ARRAY ->
          written.getType() == Schema.Type.ARRAY
              ? array(written, (ArrayType) type, name)
              : mismatch(written, type, name);
      case MAP ->
          written.getType() == Schema.Type.MAP
              ? map(written, (MapType) type, name)
              : mismatch(written, type, name);
      default -> single(written, type).orElseGet(() -> mismatch(written, type, name));
    };
  }

  private static Optional<Converter> single(Schema written, LogicalType type) {
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
              is(written, Schema.Type.STRING, Schema.Type.ENUM) ? AvroShape::text : null;
          case VARBINARY ->
              logical.isEmpty() && is(written, Schema.Type.BYTES, Schema.Type.FIXED)
                  ? AvroShape::bytes
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

  /** Java puts another character in place of what is not UTF-8. */
  private static StringData text(Object value) {
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

  private Converter array(Schema written, ArrayType type, String name) {
    Converter element = converter(written.getElementType(), type.getElementType(), name);
    return value ->
        new GenericArrayData(((List<?>) value).stream().map(one -> orNull(element, one)).toArray());
  }

  private Converter map(Schema written, MapType type, String name) {
    Converter inner = converter(written.getValueType(), type.getValueType(), name);
    return value -> {
      Map<Object, Object> map = new HashMap<>();
      ((Map<?, ?>) value)
          .forEach((k, v) -> map.put(StringData.fromString(k.toString()), orNull(inner, v)));
      return new GenericMapData(map);
    };
  }

  private static Object orNull(Converter converter, Object value) {
    return value == null ? null : converter.apply(value);
  }

  /** What a union with null is a union of; anything else as it is. */
  private static Schema valueSchema(Schema schema) {
    if (!schema.isUnion()) {
      return schema;
    }
    List<Schema> values =
        schema.getTypes().stream().filter(s -> s.getType() != Schema.Type.NULL).toList();
    return values.size() == 1 ? values.get(0) : schema;
  }

  private Converter mismatch(Schema written, LogicalType type, String name) {
    String logical =
        written.getLogicalType() == null ? "" : " (" + written.getLogicalType().getName() + ")";
    return refuse(
        "its column %s is %s%s, not %s"
            .formatted(
                name, written.getType().getName(), logical, type.copy(true).asSummaryString()));
  }

  private Converter missing(String name) {
    return lenient ? value -> null : refuse("it has no column " + name);
  }

  private Converter refuse(String problem) {
    problems.add(problem);
    return value -> value;
  }
}
