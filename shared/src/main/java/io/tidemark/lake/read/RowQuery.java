package io.tidemark.lake.read;

import io.tidemark.definition.UserException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.types.Conversions;
import org.apache.iceberg.types.Types;

/**
 * Query for a few rows of a table: columns, values to match, limit. {@link TableReport#rows} runs
 * it without a Flink job.
 *
 * @param columns names of the columns to show; empty for all
 * @param where values that columns must have, as text
 * @param limit most rows
 * @param newest whether the rows with the greatest time are wanted, newest first; else any. That is
 *     the event time, or for rejects when their message came
 */
public record RowQuery(List<String> columns, Map<String, String> where, int limit, boolean newest) {

  /** Columns that say when a row's event was, or its message came: the first that there is. */
  private static final List<String> TIMES = List.of("event_time", "_kafka_timestamp");

  public RowQuery {
    columns = List.copyOf(columns);
    where = Map.copyOf(where);
  }

  TableReport of(Table table) {
    List<String> header =
        columns.isEmpty()
            ? table.schema().columns().stream().map(Types.NestedField::name).toList()
            : columns;
    header.forEach(name -> field(table, name));
    try (CloseableIterable<Record> records =
        IcebergGenerics.read(table).where(filter(table)).build()) {
      List<Record> rows = newest ? newest(table, records) : first(records);
      return new TableReport(header, rows.stream().map(row -> texts(row, header)).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Record> first(Iterable<Record> records) {
    List<Record> rows = new ArrayList<>();
    for (Record row : records) {
      if (rows.size() >= limit) {
        break;
      }
      rows.add(row);
    }
    return rows;
  }

  private List<Record> newest(Table table, Iterable<Record> records) {
    String time = timeColumn(table);
    Comparator<Record> byTime = Comparator.comparing(row -> (OffsetDateTime) row.getField(time));
    PriorityQueue<Record> rows = new PriorityQueue<>(byTime);
    for (Record row : records) {
      rows.add(row);
      if (rows.size() > limit) {
        rows.remove();
      }
    }
    return rows.stream().sorted(byTime.reversed()).toList();
  }

  private static String timeColumn(Table table) {
    return TIMES.stream()
        .filter(name -> table.schema().findField(name) != null)
        .findFirst()
        .orElseThrow(
            () ->
                new UserException(
                    "table " + table.name(),
                    "its rows have no time",
                    "the newest are found by a column of " + TIMES,
                    "a table of features, of events or of rejects"));
  }

  private static List<String> texts(Record row, List<String> header) {
    return header.stream().map(name -> ValueFormatter.of(row.getField(name))).toList();
  }

  private Expression filter(Table table) {
    Expression filter = Expressions.alwaysTrue();
    for (var column : where.entrySet()) {
      Object value = value(table, column.getKey(), column.getValue());
      filter = Expressions.and(filter, Expressions.equal(column.getKey(), value));
    }
    return filter;
  }

  private static Object value(Table table, String column, String text) {
    Types.NestedField field = field(table, column);
    try {
      return Conversions.fromPartitionString(field.type(), text);
    } catch (RuntimeException e) {
      throw new UserException(
          "table " + table.name(),
          "column " + column + " is " + field.type() + ", which '" + text + "' is not",
          "rows are chosen by values of their columns",
          "customer_id=42");
    }
  }

  private static Types.NestedField field(Table table, String column) {
    Types.NestedField field = table.schema().findField(column);
    if (field == null) {
      throw new UserException(
          "table " + table.name(),
          "there is no column " + column,
          "its columns are "
              + table.schema().columns().stream().map(Types.NestedField::name).toList(),
          table.schema().columns().get(0).name());
    }
    return field;
  }
}
