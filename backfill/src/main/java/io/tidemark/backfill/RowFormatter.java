package io.tidemark.backfill;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.conversion.DataStructureConverter;
import org.apache.flink.table.data.conversion.DataStructureConverters;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.utils.TypeConversions;

/** Formats feature rows as text for {@link RowDiff}. */
final class RowFormatter implements Serializable {

  private static final long serialVersionUID = 1L;

  private final List<String> names;
  private final RowData.FieldGetter[] getters;
  private final List<DataStructureConverter<Object, Object>> converters = new ArrayList<>();
  private final int identityArity;

  RowFormatter(RowType type, int identityArity) {
    this.names = type.getFieldNames();
    this.identityArity = identityArity;
    this.getters = new RowData.FieldGetter[type.getFieldCount()];
    for (int i = 0; i < getters.length; i++) {
      // A column that came later is NULL in older rows, even where the feature never is.
      LogicalType nullable = type.getTypeAt(i).copy(true);
      getters[i] = RowData.createFieldGetter(nullable, i);
      converters.add(
          DataStructureConverters.getConverter(TypeConversions.fromLogicalToDataType(nullable)));
    }
  }

  /** {@code customer_id=7, event_time=…, event_id=…, event_stream=…}. */
  String identity(RowData row) {
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < identityArity; i++) {
      parts.add(names.get(i) + "=" + value(row, i));
    }
    return String.join(", ", parts);
  }

  /** The columns that differ, with both values; a side that is not there is empty. */
  String differences(RowData table, RowData recomputed) {
    List<String> parts = new ArrayList<>();
    for (int i = identityArity; i < getters.length; i++) {
      String has = table == null ? null : value(table, i);
      String wants = recomputed == null ? null : value(recomputed, i);
      if (!Objects.equals(has, wants)) {
        parts.add(
            names.get(i)
                + ": "
                + (has == null ? "" : "table has " + has)
                + (has == null || wants == null ? "" : ", ")
                + (wants == null ? "" : "recomputed " + wants));
      }
    }
    return String.join("; ", parts);
  }

  private String value(RowData row, int i) {
    Object internal = getters[i].getFieldOrNull(row);
    return internal == null ? "NULL" : text(converters.get(i).toExternal(internal));
  }

  /** What is equal has the same text: bytes by value, a MAP in the order of its keys' texts. */
  private static String text(Object value) {
    if (value instanceof byte[] bytes) {
      return "0x" + HexFormat.of().formatHex(bytes);
    }
    if (value instanceof Object[] array) {
      return Stream.of(array).map(RowFormatter::text).collect(Collectors.joining(", ", "[", "]"));
    }
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(e -> text(e.getKey()) + ": " + text(e.getValue()))
          .sorted()
          .collect(Collectors.joining(", ", "{", "}"));
    }
    return value == null ? "NULL" : value.toString();
  }
}
