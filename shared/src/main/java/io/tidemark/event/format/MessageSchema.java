package io.tidemark.event.format;

import io.tidemark.definition.ColumnDefinition;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;

/**
 * Schema of a stream's nested messages: the ROW type that a {@link MessageFormat} reads them into,
 * and the way from there to each column.
 */
public final class MessageSchema implements Serializable {

  private static final long serialVersionUID = 1L;

  private final LinkedHashMap<String, Object> fields = new LinkedHashMap<>();
  private final List<ColumnDefinition> columns;

  public MessageSchema(List<ColumnDefinition> columns) {
    this.columns = columns.stream().filter(c -> !c.isHeader()).toList();
    this.columns.forEach(this::place);
  }

  /** Type of a message; every field may be missing. */
  public RowType rowType() {
    return rowType(fields);
  }

  /** Positions to follow from the outermost row to the column's value. */
  public int[] positions(ColumnDefinition column) {
    int[] positions = new int[column.path().size()];
    RowType type = rowType();
    for (int i = 0; i < positions.length; i++) {
      positions[i] = type.getFieldIndex(column.path().get(i));
      if (i < positions.length - 1) {
        type = (RowType) type.getTypeAt(positions[i]);
      }
    }
    return positions;
  }

  /** Columns that stand in the message's value, not in its headers. */
  public List<ColumnDefinition> columns() {
    return columns;
  }

  @SuppressWarnings("unchecked")
  private void place(ColumnDefinition column) {
    Map<String, Object> level = fields;
    List<String> path = column.path();
    for (String outer : path.subList(0, path.size() - 1)) {
      level = (Map<String, Object>) level.computeIfAbsent(outer, f -> new LinkedHashMap<>());
    }
    level.put(path.get(path.size() - 1), column.type().copy(true));
  }

  @SuppressWarnings("unchecked")
  private static RowType rowType(Map<String, Object> level) {
    List<RowType.RowField> rowFields = new ArrayList<>();
    level.forEach(
        (name, inner) ->
            rowFields.add(
                new RowType.RowField(
                    name,
                    inner instanceof LogicalType type
                        ? type
                        : rowType((Map<String, Object>) inner))));
    return new RowType(true, rowFields);
  }
}
