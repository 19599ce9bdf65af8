package io.tidemark.event.format;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.apache.flink.table.data.GenericArrayData;
import org.apache.flink.table.data.GenericMapData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.MapType;
import org.apache.flink.table.types.logical.RowType;

/**
 * Converts the records of one Avro schema to rows of another shape, by the names of their fields;
 * single values by {@link AvroValueConverter}. Flink's own converter goes by position, and cuts
 * microseconds.
 */
public final class AvroRowConverter {

  /** Function from Avro's generic value to Flink's internal one; neither is null. */
  interface Converter extends Function<Object, Object> {}

  private final List<String> problems = new ArrayList<>();
  private final boolean lenient;
  private final Converter record;

  /**
   * @param written what the records were written by
   * @param lenient whether a column that they do not have is NULL, as it is in messages whose
   *     producer does not know it yet; else it is a problem
   */
  public AvroRowConverter(Schema written, RowType shape, boolean lenient) {
    this.lenient = lenient;
    this.record =
        valueSchema(written).getType() == Schema.Type.RECORD
            ? record(valueSchema(written), shape, "")
            : refuse("it has no records, but " + written.getType().getName());
  }

  /**
   * Reasons why there are no rows of such records, each as the end of a sentence; none if there
   * are.
   */
  public List<String> problems() {
    return List.copyOf(problems);
  }

  /** Converts a record; only if there are no problems. */
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
      default ->
          AvroValueConverter.converter(written, type)
              .orElseGet(() -> mismatch(written, type, name));
    };
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
      ((Map<?, ?>) value).forEach((k, v) -> map.put(AvroValueConverter.text(k), orNull(inner, v)));
      return new GenericMapData(map);
    };
  }

  private static Object orNull(Converter converter, Object value) {
    return value == null ? null : converter.apply(value);
  }

  /** Schema that is in a union with null; any other as it is. */
  static Schema valueSchema(Schema schema) {
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
