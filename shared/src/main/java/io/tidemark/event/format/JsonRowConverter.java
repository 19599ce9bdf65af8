package io.tidemark.event.format;

import io.tidemark.definition.ColumnDefinition;
import io.tidemark.definition.FieldPath;
import io.tidemark.event.RejectReason;
import io.tidemark.event.RejectedException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.types.logical.RowType;

/**
 * Converts JSON objects to rows of a {@link MessageSchema}: follows the objects on the paths of
 * columns, and leaves a column's own value to {@link JsonValueConverter}.
 */
final class JsonRowConverter {

  private final List<String> names;
  private final Field[] fields;

  /** Reader of the value of a field; gives null for one that is missing. */
  @FunctionalInterface
  private interface Field {
    Object read(JsonNode value) throws RejectedException;
  }

  JsonRowConverter(MessageSchema schema) {
    this(schema.rowType(), schema.columns(), List.of());
  }

  private JsonRowConverter(RowType type, List<ColumnDefinition> columns, List<String> outer) {
    this.names = type.getFieldNames();
    this.fields = new Field[names.size()];
    for (int i = 0; i < fields.length; i++) {
      List<String> path = new ArrayList<>(outer);
      path.add(names.get(i));
      fields[i] =
          columns.stream()
              .filter(c -> c.path().equals(path))
              .findFirst()
              .map(JsonRowConverter::column)
              .orElse(null);
      if (fields[i] == null) {
        fields[i] = object(path, new JsonRowConverter((RowType) type.getTypeAt(i), columns, path));
      }
    }
  }

  private static Field column(ColumnDefinition column) {
    JsonValueConverter values = new JsonValueConverter(column.name());
    return value -> values.read(column.type(), value);
  }

  private static Field object(List<String> path, JsonRowConverter inner) {
    return value -> {
      if (value.isMissingNode() || value.isNull()) {
        return null;
      }
      if (!value.isObject()) {
        throw new RejectedException(
            RejectReason.WRONG_TYPE,
            "field "
                + FieldPath.of(path)
                + ": "
                + RejectDetailFormatter.show(value)
                + " is no object");
      }
      return inner.row(value);
    };
  }

  GenericRowData row(JsonNode object) throws RejectedException {
    GenericRowData row = new GenericRowData(fields.length);
    for (int i = 0; i < fields.length; i++) {
      row.setField(i, fields[i].read(object.path(names.get(i))));
    }
    return row;
  }
}
