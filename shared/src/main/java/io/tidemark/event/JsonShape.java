package io.tidemark.event;

import io.tidemark.definition.Column;
import io.tidemark.definition.FieldPath;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.types.logical.RowType;

/** Turns JSON objects into rows of a shape: the objects that the paths of columns lead through. */
final class JsonShape {

  private final List<String> names;
  private final Field[] fields;

  /** What becomes of the value of a field; null for one that is missing. */
  @FunctionalInterface
  private interface Field {
    Object read(JsonNode value) throws RejectedException;
  }

  JsonShape(MessageShape shape) {
    this(shape.rowType(), shape.columns(), List.of());
  }

  private JsonShape(RowType type, List<Column> columns, List<String> outer) {
    this.names = type.getFieldNames();
    this.fields = new Field[names.size()];
    for (int i = 0; i < fields.length; i++) {
      List<String> path = new ArrayList<>(outer);
      path.add(names.get(i));
      fields[i] =
          columns.stream()
              .filter(c -> c.path().equals(path))
              .findFirst()
              .map(JsonShape::column)
              .orElse(null);
      if (fields[i] == null) {
        fields[i] = object(path, new JsonShape((RowType) type.getTypeAt(i), columns, path));
      }
    }
  }

  private static Field column(Column column) {
    JsonValues values = new JsonValues(column.name());
    return value -> values.read(column.type(), value);
  }

  private static Field object(List<String> path, JsonShape inner) {
    return value -> {
      if (value.isMissingNode() || value.isNull()) {
        return null;
      }
      if (!value.isObject()) {
        throw new RejectedException(
            RejectReason.WRONG_TYPE,
            "field " + FieldPath.of(path) + ": " + Details.show(value) + " is no object");
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
