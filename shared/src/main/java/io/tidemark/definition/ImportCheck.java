package io.tidemark.definition;

import io.tidemark.definition.Draft.Entry;
import io.tidemark.definition.Draft.Text;
import io.tidemark.definition.ImportDefinition.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.VarCharType;

/** Reads one import of a stream. */
final class ImportCheck {

  private static final Keys KEYS =
      Keys.of(
          "format: parquet",
          "delimiter: \";\"",
          "columns: { order_no: BIGINT }",
          "values: { event_id: CAST(order_no AS STRING) }");

  private static final String VALUE = "occurred_at: CAST(ordered AS TIMESTAMP_LTZ(3))";

  private final String stream;
  private final List<Column> columns;
  private final Expressions expressions;
  private final Problems problems;

  /**
   * @param columns of the stream
   */
  ImportCheck(String stream, List<Column> columns, Expressions expressions, Problems problems) {
    this.stream = stream;
    this.columns = columns;
    this.expressions = expressions;
    this.problems = problems;
  }

  ImportDefinition check(Entry entry) {
    String name = entry.key().value();
    new Names(problems).check(entry.key(), "import");
    Section section =
        new Section("import " + name, entry.key().place(), entry.value(), KEYS, problems);
    section.require("format");
    FileFormat format = Choices.read(section, "format", FileFormat.PARQUET);
    List<Column> fileColumns =
        section.has("columns")
            ? new ColumnsCheck(problems).check(section.entries("columns"))
            : columns.stream().map(ImportCheck::ofFiles).toList();
    return new ImportDefinition(
        name,
        stream,
        format,
        delimiter(section, format),
        fileColumns,
        values(section, fileColumns));
  }

  /** What stands in a header of a message, files have in a column of that name. */
  private static Column ofFiles(Column column) {
    return new Column(column.name(), column.type(), column.path(), column.doc());
  }

  private static char delimiter(Section section, FileFormat format) {
    Optional<Text> text = section.text("delimiter");
    text.filter(t -> t.value().length() != 1 || format != FileFormat.CSV)
        .ifPresent(
            t ->
                section.report(
                    "delimiter",
                    t,
                    "delimiter of " + section.title() + " is " + t.written(),
                    "a delimiter is one character between the values of format: csv"));
    return text.map(t -> t.value().charAt(0)).orElse(',');
  }

  private List<Value> values(Section section, List<Column> fileColumns) {
    Map<String, Text> given = new LinkedHashMap<>();
    for (Entry entry : section.entries("values")) {
      checkColumn(entry.key());
      if (entry.value() instanceof Text sql) {
        given.put(entry.key().value(), sql);
      } else {
        problems.add(
            entry.value().place(),
            "value of " + entry.key().written() + Mappings.is(entry.value()),
            "a value is an expression over the columns of the files",
            VALUE);
      }
    }
    SqlScope scope = scope(section.title(), fileColumns);
    List<Value> values = new ArrayList<>();
    for (Column column : columns) {
      values.add(value(section, column, Optional.ofNullable(given.get(column.name())), scope));
    }
    return values;
  }

  private void checkColumn(Text name) {
    List<String> names = columns.stream().map(Column::name).toList();
    if (!names.contains(name.value())) {
      problems.add(
          name.place(),
          "stream "
              + stream
              + " has no column "
              + name.written()
              + Nearest.hint(name.written(), names),
          "values are given to columns of the stream: " + String.join(", ", names),
          VALUE);
    }
  }

  private Value value(Section section, Column column, Optional<Text> given, SqlScope scope) {
    boolean namesake = scope.names().contains(column.name());
    if (given.isEmpty() && !namesake) {
      requireNullable(section, column);
      return value(column, "NULL", "CAST(NULL AS " + sqlType(column) + ")");
    }
    Text sql =
        given.orElseGet(() -> new Text("`" + column.name() + "`", column.name(), section.place()));
    LogicalType type = expressions.typeOf(sql, scope);
    if (ColumnTypes.isUnknown(type) || ColumnTypes.isUnknown(column.type())) {
      return value(column, sql.written(), sql.value());
    }
    if (!Assignment.isSafe(type, column.type())) {
      refuse(sql, type, column);
    }
    return value(
        column, sql.written(), Assignment.converted(quoted(sql, scope), type, column.type()));
  }

  /** A column's name may be a word of SQL. */
  private static String quoted(Text sql, SqlScope scope) {
    return SqlText.column(sql.value(), scope.known()).map(c -> "`" + c + "`").orElse(sql.value());
  }

  private static Value value(Column column, String written, String sql) {
    return new Value(column.name(), column.type(), written, sql);
  }

  private static String sqlType(Column column) {
    return ColumnTypes.isUnknown(column.type())
        ? "STRING"
        : column.type().copy(true).asSerializableString();
  }

  private void requireNullable(Section section, Column column) {
    if (!column.type().isNullable() && !ColumnTypes.isUnknown(column.type())) {
      problems.add(
          section.placeOf("values"),
          section.title() + " gives no value to " + column.name() + ", which is NOT NULL",
          "a column without a value and without a namesake among the columns of the files is NULL",
          "values: { " + column.name() + ": ... }");
    }
  }

  private void refuse(Text sql, LogicalType type, Column column) {
    problems.add(
        sql.place(),
        "value of %s, \"%s\", is %s, and the column %s"
            .formatted(
                column.name(),
                sql.written(),
                type.copy(true).asSummaryString(),
                column.type().copy(true).asSummaryString()),
        "what could lose something is converted by an expression that says how",
        "CAST(... AS " + column.type().copy(true).asSummaryString() + ")");
  }

  private static SqlScope scope(String title, List<Column> fileColumns) {
    Map<String, LogicalType> types =
        fileColumns.stream()
            .collect(
                Collectors.toMap(
                    Column::name, Column::type, (one, two) -> one, LinkedHashMap::new));
    types.put(ImportDefinition.FILE, new VarCharType(false, VarCharType.MAX_LENGTH));
    types.put(ImportDefinition.ROW, new BigIntType(false));
    return SqlScope.ofFiles(title, types);
  }
}
