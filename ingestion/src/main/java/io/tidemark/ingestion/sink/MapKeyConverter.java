package io.tidemark.ingestion.sink;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.GenericMapData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.MapData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.apache.flink.table.types.logical.MapType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarCharType;

/**
 * Converts rows so that their MAPs have text keys, as JSON demands: BYTES become Base64, a DATE
 * becomes ISO 8601. Used by {@link FeatureSerializationSchema}.
 */
final class MapKeyConverter implements Serializable {

  private static final long serialVersionUID = 1L;

  private final RowType given;
  private final RowType wanted;
  private final RowData.FieldGetter[] fields;
  private final boolean[] changed;
  private final boolean any;

  MapKeyConverter(RowType given) {
    this.given = given;
    this.fields = new RowData.FieldGetter[given.getFieldCount()];
    this.changed = new boolean[fields.length];
    List<RowType.RowField> types = new ArrayList<>();
    boolean found = false;
    for (int i = 0; i < fields.length; i++) {
      LogicalType type = given.getTypeAt(i);
      fields[i] = RowData.createFieldGetter(type, i);
      changed[i] = type instanceof MapType map && !map.getKeyType().is(LogicalTypeRoot.VARCHAR);
      found |= changed[i];
      types.add(
          new RowType.RowField(given.getFieldNames().get(i), changed[i] ? textKeys(type) : type));
    }
    this.any = found;
    this.wanted = new RowType(given.isNullable(), types);
  }

  private static LogicalType textKeys(LogicalType type) {
    return new MapType(
        type.isNullable(),
        new VarCharType(false, VarCharType.MAX_LENGTH),
        ((MapType) type).getValueType());
  }

  RowType rowType() {
    return wanted;
  }

  RowData apply(RowData row) {
    if (!any) {
      return row;
    }
    GenericRowData copy = new GenericRowData(row.getRowKind(), fields.length);
    for (int i = 0; i < fields.length; i++) {
      Object value = fields[i].getFieldOrNull(row);
      boolean rewrite = changed[i] && value != null;
      copy.setField(i, rewrite ? rewrite((MapData) value, (MapType) given.getTypeAt(i)) : value);
    }
    return copy;
  }

  private static MapData rewrite(MapData map, MapType type) {
    ArrayData.ElementGetter keys = ArrayData.createElementGetter(type.getKeyType());
    ArrayData.ElementGetter values = ArrayData.createElementGetter(type.getValueType());
    ArrayData keyArray = map.keyArray();
    ArrayData valueArray = map.valueArray();
    Map<StringData, Object> entries = new LinkedHashMap<>();
    for (int i = 0; i < map.size(); i++) {
      String key = text(keys.getElementOrNull(keyArray, i), type.getKeyType());
      entries.put(StringData.fromString(key), values.getElementOrNull(valueArray, i));
    }
    return new GenericMapData(entries);
  }

  private static String text(Object key, LogicalType type) {
    if (key instanceof byte[] bytes) {
      return Base64.getEncoder().encodeToString(bytes);
    }
    if (key instanceof DecimalData decimal) {
      return decimal.toBigDecimal().toPlainString();
    }
    return type.is(LogicalTypeRoot.DATE)
        ? LocalDate.ofEpochDay((Integer) key).toString()
        : String.valueOf(key);
  }
}
