package io.tidemark.definition.parser;

import io.tidemark.definition.ColumnDefinition;
import io.tidemark.definition.FieldPath;
import io.tidemark.definition.draft.ConfigNode.Entry;
import io.tidemark.definition.draft.ConfigNode.Text;
import io.tidemark.definition.draft.ConfigSection;
import io.tidemark.definition.draft.NameRules;
import io.tidemark.definition.draft.ProblemCollector;
import io.tidemark.definition.draft.SourceLocation;
import io.tidemark.definition.sql.ColumnTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeRoot;

/**
 * Parses the columns of a stream ({@link StreamParser}), or of the files of an import ({@link
 * ImportParser}).
 */
final class ColumnsParser {

  private static final Set<LogicalTypeRoot> HEADER_TYPES =
      Set.of(
          LogicalTypeRoot.VARCHAR,
          LogicalTypeRoot.BIGINT,
          LogicalTypeRoot.TIMESTAMP_WITH_LOCAL_TIME_ZONE);

  private record Located(ColumnDefinition column, SourceLocation place) {}

  private final ProblemCollector problems;
  private final NameRules names;

  ColumnsParser(ProblemCollector problems) {
    this.problems = problems;
    this.names = new NameRules(problems);
  }

  /** Columns in file order; a broken one has the type {@link ColumnTypes#UNKNOWN}. */
  List<ColumnDefinition> check(List<Entry> entries) {
    List<Located> columns = new ArrayList<>();
    for (Entry entry : entries) {
      names.check(entry.key(), "column");
      Located column = column(entry);
      columns.forEach(other -> checkPaths(other.column(), column));
      columns.add(column);
    }
    return columns.stream().map(Located::column).toList();
  }

  private Located column(Entry entry) {
    String name = entry.key().value();
    if (entry.value() instanceof Text type) {
      ColumnDefinition column =
          new ColumnDefinition(name, ColumnTypes.parse(type, name, problems), List.of(name), "");
      return new Located(column, entry.key().place());
    }
    ConfigSection section =
        new ConfigSection(
            "column " + name,
            entry.key().place(),
            entry.value(),
            PipelineFileKeys.COLUMN,
            problems);
    Optional<Text> path = section.text("path");
    LogicalType type =
        section
            .text("type")
            .map(t -> ColumnTypes.parse(t, name, problems))
            .orElse(ColumnTypes.UNKNOWN);
    Optional<Text> header = section.text("header");
    header.ifPresent(h -> checkHeader(section, h, type));
    ColumnDefinition column =
        new ColumnDefinition(
            name,
            type,
            path.map(this::path).orElse(List.of(name)),
            section.doc(),
            header.map(Text::value).orElse(null));
    return new Located(column, path.map(Text::place).orElse(entry.key().place()));
  }

  private static void checkHeader(ConfigSection section, Text header, LogicalType type) {
    boolean fits = HEADER_TYPES.contains(type.getTypeRoot()) || ColumnTypes.isUnknown(type);
    if (!fits || section.has("path")) {
      section.report(
          "header",
          header,
          section.title() + (fits ? " has a path and a header" : " is " + type.asSummaryString()),
          "a value stands at a path of the message, or in a header: then it is STRING, BIGINT or"
              + " TIMESTAMP_LTZ");
    }
  }

  private List<String> path(Text text) {
    List<String> path = FieldPath.parse(text.value().strip());
    if (path.stream().anyMatch(String::isBlank)) {
      problems.add(
          text.place(),
          "path " + text.written() + " has an empty part",
          "a path is the names of fields, outermost first, with dots between; a dot of a name itself"
              + " has a backslash before it: \"user\\\\.id\"",
          "path: actor.login");
    }
    return path;
  }

  private void checkPaths(ColumnDefinition other, Located column) {
    if (other.isHeader() || column.column().isHeader()) {
      return;
    }
    List<String> one = other.path();
    List<String> two = column.column().path();
    int common = Math.min(one.size(), two.size());
    if (!one.subList(0, common).equals(two.subList(0, common))) {
      return;
    }
    String paths = FieldPath.of(one) + " and " + FieldPath.of(two);
    problems.add(
        column.place(),
        "columns "
            + other.name()
            + " and "
            + column.column().name()
            + (one.equals(two)
                ? " read the same field " + FieldPath.of(two)
                : " contradict each other: paths " + paths),
        "a field of the message is read whole by one column, or field by field, never both",
        "path: actor.login and path: actor.id");
  }
}
