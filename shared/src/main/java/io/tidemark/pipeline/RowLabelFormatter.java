package io.tidemark.pipeline;

import io.tidemark.event.EventLayout;
import io.tidemark.feature.FeatureLayout;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.apache.flink.table.types.logical.RowType;

/**
 * Formats the name of a row in messages to users, so that they can find it again. {@link
 * ExpressionGroup} uses it.
 */
@FunctionalInterface
interface RowLabelFormatter extends Serializable {

  /** The row's name. */
  String of(RowData row);

  /** Events are known by id and time, and by their place in Kafka. */
  static RowLabelFormatter ofEvents(EventLayout layout) {
    Column id = Column.of(layout.rowType(), layout.stream().id());
    int time = layout.timeIndex();
    int topic = layout.indexOf(EventLayout.TOPIC);
    int partition = layout.indexOf(EventLayout.PARTITION);
    int offset = layout.indexOf(EventLayout.OFFSET);
    return row ->
        "event %s of %s (%s-%d-%d)"
            .formatted(
                id.text(row),
                row.getTimestamp(time, 3).toInstant(),
                row.getString(topic),
                row.getInt(partition),
                row.getLong(offset));
  }

  /** Records of files are rejected where an expression fails: nothing has to find them. */
  static RowLabelFormatter ofFiles() {
    return row -> "a record";
  }

  /** Feature rows are known by entity and time. */
  static RowLabelFormatter ofFeatures(FeatureLayout layout) {
    RowType type = layout.aggregateRowType();
    List<Column> entity =
        layout.set().entity().stream().map(e -> Column.of(type, e.name())).toList();
    int time = layout.timeIndex();
    return row ->
        entity.stream()
            .map(column -> column.name() + " " + column.text(row))
            .collect(Collectors.joining(", ", "the row of ", ""))
            .concat(" at " + row.getTimestamp(time, 3).toInstant());
  }

  /** A column whose type entities and ids may have. */
  record Column(String name, boolean isDate, RowData.FieldGetter getter) implements Serializable {

    static Column of(RowType row, String name) {
      int position = row.getFieldIndex(name);
      return new Column(
          name,
          row.getTypeAt(position).is(LogicalTypeRoot.DATE),
          RowData.createFieldGetter(row.getTypeAt(position), position));
    }

    String text(RowData row) {
      Object value = getter.getFieldOrNull(row);
      return isDate ? LocalDate.ofEpochDay((Integer) value).toString() : String.valueOf(value);
    }
  }
}
