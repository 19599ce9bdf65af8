package io.tidemark.definition.parser;

import io.tidemark.definition.ColumnDefinition;
import io.tidemark.definition.FileFormat;
import io.tidemark.definition.ImportDefinition;
import io.tidemark.definition.ImportDefinition.Value;
import io.tidemark.definition.SqlTokenizer;
import io.tidemark.definition.draft.ConfigNode.Entry;
import io.tidemark.definition.draft.ConfigNode.Text;
import io.tidemark.definition.draft.ConfigNodeChecks;
import io.tidemark.definition.draft.ConfigSection;
import io.tidemark.definition.draft.NameRules;
import io.tidemark.definition.draft.NameSuggestions;
import io.tidemark.definition.draft.ProblemCollector;
import io.tidemark.definition.sql.ColumnTypes;
import io.tidemark.definition.sql.ExpressionValidator;
import io.tidemark.definition.sql.SqlScope;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.VarCharType;

/**
 * Parses one import of a stream: the columns of its files, and an expression for each of the
 * stream's columns. Only {@link LosslessCasts} are made without being asked for.
 */
final class ImportParser {

  private static final String VALUE = "occurred_at: CAST(ordered AS TIMESTAMP_LTZ(3))";

  private final String stream;
  private final List<ColumnDefinition> columns;
  private final ExpressionValidator expressions;
  private final ProblemCollector problems;

  /**
   * @param columns of the stream
   */
  ImportParser(
      String stream,
      List<ColumnDefinition> columns,
      ExpressionValidator expressions,
      ProblemCollector problems) {
    this.stream = stream;
    this.columns = columns;
    this.expressions = expressions;
    this.problems = problems;
  }

  ImportDefinition check(Entry entry) {
    String name = entry.key().value();
    new NameRules(problems).check(entry.key(), "import");
    ConfigSection section =
        new ConfigSection(
            "import " + name,
            entry.key().place(),
            entry.value(),
            PipelineFileKeys.IMPORT,
            problems);
    FileFormat format = EnumParser.read(section, "format", FileFormat.class);
    List<ColumnDefinition> fileColumns =
        section.has("columns")
            ? new ColumnsParser(problems).check(section.entries("columns"))
            : columns.stream().map(ImportParser::ofFiles).toList();
    return new ImportDefinition(
        name,
        stream,
        format,
        delimiter(section, format),
        fileColumns,
        values(section, fileColumns));
  }

  /**
   * Column of a file for a column of the stream; what a message has in a header, files have in a
   * column of that name.
   */
  private static ColumnDefinition ofFiles(ColumnDefinition column) {
    return new ColumnDefinition(column.name(), column.type(), column.path(), column.doc());
  }

  private static char delimiter(ConfigSection section, FileFormat format) {
    Optional<Text> text = section.text("delimiter");
    text.filter(t -> t.value().length() != 1 || format != FileFormat.CSV)
        .ifPresent(
            t ->
                section.report(
                    "delimiter",
                    t,
                    "delimiter of " + section.title() + " is " + t.written(),
                    "a delimiter is one character between the values of format: csv"));
    return text.map(Text::value).or(() -> section.byDefault("delimiter")).orElseThrow().charAt(0);
  }

  private List<Value> values(ConfigSection section, List<ColumnDefinition> fileColumns) {
    Map<String, Text> given = new LinkedHashMap<>();
    for (Entry entry : section.entries("values")) {
      checkColumn(entry.key());
      if (entry.value() instanceof Text sql) {
        given.put(entry.key().value(), sql);
      } else {
        problems.add(
            entry.value().place(),
            "value of " + entry.key().written() + ConfigNodeChecks.is(entry.value()),
            "a value is an expression over the columns of the files",
            VALUE);
      }
    }
    SqlScope scope = scope(section.title(), fileColumns);
    List<Value> values = new ArrayList<>();
    for (ColumnDefinition column : columns) {
      values.add(value(section, column, Optional.ofNullable(given.get(column.name())), scope));
    }
    return values;
  }

  private void checkColumn(Text name) {
    List<String> names = columns.stream().map(ColumnDefinition::name).toList();
    if (!names.contains(name.value())) {
      problems.add(
          name.place(),
          "stream "
              + stream
              + " has no column "
              + name.written()
              + NameSuggestions.hint(name.written(), names),
          "values are given to columns of the stream: " + String.join(", ", names),
          VALUE);
    }
  }

  private Value value(
      ConfigSection section, ColumnDefinition column, Optional<Text> given, SqlScope scope) {
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
    if (!LosslessCasts.isSafe(type, column.type())) {
      refuse(sql, type, column);
    }
    return value(
        column, sql.written(), LosslessCasts.converted(quoted(sql, scope), type, column.type()));
  }

  /** A column's name may be a word of SQL. */
  private static String quoted(Text sql, SqlScope scope) {
    return SqlTokenizer.column(sql.value(), scope.known())
        .map(c -> "`" + c + "`")
        .orElse(sql.value());
  }

  private static Value value(ColumnDefinition column, String written, String sql) {
    return new Value(column.name(), column.type(), written, sql);
  }

  private static String sqlType(ColumnDefinition column) {
    return ColumnTypes.isUnknown(column.type())
        ? "STRING"
        : column.type().copy(true).asSerializableString();
  }

  private void requireNullable(ConfigSection section, ColumnDefinition column) {
    if (!column.type().isNullable() && !ColumnTypes.isUnknown(column.type())) {
      problems.add(
          section.placeOf("values"),
          section.title() + " gives no value to " + column.name() + ", which is NOT NULL",
          "a column without a value and without a namesake among the columns of the files is NULL",
          "values: { " + column.name() + ": ... }");
    }
  }

  private void refuse(Text sql, LogicalType type, ColumnDefinition column) {
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

  private static SqlScope scope(String title, List<ColumnDefinition> fileColumns) {
    Map<String, LogicalType> types =
        fileColumns.stream()
            .collect(
                Collectors.toMap(
                    ColumnDefinition::name,
                    ColumnDefinition::type,
                    (one, two) -> one,
                    LinkedHashMap::new));
    types.put(ImportDefinition.FILE, new VarCharType(false, VarCharType.MAX_LENGTH));
    types.put(ImportDefinition.ROW, new BigIntType(false));
    return SqlScope.ofFiles(title, types);
  }
}
