package io.tidemark.event.file;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.GenericArrayData;
import org.apache.flink.table.data.GenericMapData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.MapData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.MapType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.iceberg.parquet.ParquetSchemaUtil;
import org.apache.iceberg.shaded.org.apache.parquet.schema.GroupType;
import org.apache.iceberg.shaded.org.apache.parquet.schema.Type;

/**
 * Converts numbers of 32 bits without a sign, wherever they are in a row, for {@link
 * ParquetRecordReader}: Iceberg calls them LONG, and reads what is beyond INT as negative.
 */
final class UnsignedIntConverter {

  private static final UnaryOperator<Object> NOTHING = UnaryOperator.identity();

  private UnsignedIntConverter() {}

  /** Creates a converter of rows; the identity if there are no such numbers. */
  static UnaryOperator<Object> of(GroupType file, RowType shape) {
    List<UnaryOperator<Object>> fields =
        IntStream.range(0, shape.getFieldCount())
            .mapToObj(i -> of(file.getType(i), shape.getTypeAt(i)))
            .toList();
    if (fields.stream().allMatch(f -> f == NOTHING)) {
      return NOTHING;
    }
    RowData.FieldGetter[] values =
        IntStream.range(0, shape.getFieldCount())
            .mapToObj(i -> RowData.createFieldGetter(shape.getTypeAt(i).copy(true), i))
            .toArray(RowData.FieldGetter[]::new);
    return row -> row(fields, values, (RowData) row);
  }

  private static RowData row(
      List<UnaryOperator<Object>> fields, RowData.FieldGetter[] values, RowData row) {
    GenericRowData right = new GenericRowData(values.length);
    for (int i = 0; i < values.length; i++) {
      right.setField(i, right(fields.get(i), values[i].getFieldOrNull(row)));
    }
    return right;
  }

  private static UnaryOperator<Object> of(Type file, LogicalType type) {
    if (ParquetSchemaResolver.isUnsigned(file, Integer.SIZE)) {
      return value -> Integer.toUnsignedLong(((Long) value).intValue());
    }
    if (type instanceof RowType row) {
      return of(file.asGroupType(), row);
    }
    if (type instanceof ArrayType array) {
      Type element = ParquetSchemaUtil.determineListElementType(file.asGroupType());
      return ofArray(of(element, array.getElementType()), array.getElementType());
    }
    if (type instanceof MapType map) {
      GroupType entries = file.asGroupType().getType(0).asGroupType();
      return ofMap(of(entries.getType(1), map.getValueType()), map);
    }
    return NOTHING;
  }

  private static UnaryOperator<Object> ofArray(UnaryOperator<Object> element, LogicalType type) {
    if (element == NOTHING) {
      return NOTHING;
    }
    ArrayData.ElementGetter values = ArrayData.createElementGetter(type.copy(true));
    return array -> new GenericArrayData(elements(element, values, (ArrayData) array));
  }

  private static Object[] elements(
      UnaryOperator<Object> element, ArrayData.ElementGetter values, ArrayData array) {
    return IntStream.range(0, array.size())
        .mapToObj(i -> right(element, values.getElementOrNull(array, i)))
        .toArray();
  }

  /** Converts the values of a map; its keys are texts. */
  private static UnaryOperator<Object> ofMap(UnaryOperator<Object> value, MapType type) {
    if (value == NOTHING) {
      return NOTHING;
    }
    ArrayData.ElementGetter keys = ArrayData.createElementGetter(type.getKeyType());
    ArrayData.ElementGetter values = ArrayData.createElementGetter(type.getValueType().copy(true));
    return map -> {
      Object[] texts = elements(NOTHING, keys, ((MapData) map).keyArray());
      Object[] right = elements(value, values, ((MapData) map).valueArray());
      Map<Object, Object> entries = new LinkedHashMap<>();
      for (int i = 0; i < texts.length; i++) {
        entries.put(texts[i], right[i]);
      }
      return new GenericMapData(entries);
    };
  }

  private static Object right(UnaryOperator<Object> change, Object value) {
    return value == null ? null : change.apply(value);
  }
}
