package io.tidemark.definition.parser;

import io.tidemark.definition.ColumnDefinition;
import io.tidemark.definition.ImportDefinition;
import io.tidemark.definition.StreamDefinition;
import io.tidemark.definition.StreamFormat;
import io.tidemark.definition.TimePartitioning;
import io.tidemark.definition.draft.ConfigNode.Entry;
import io.tidemark.definition.draft.ConfigNode.Text;
import io.tidemark.definition.draft.ConfigSection;
import io.tidemark.definition.draft.DurationFormat;
import io.tidemark.definition.draft.NameRules;
import io.tidemark.definition.draft.NameSuggestions;
import io.tidemark.definition.draft.ProblemCollector;
import io.tidemark.definition.draft.SourceLocation;
import io.tidemark.definition.sql.ColumnTypes;
import io.tidemark.definition.sql.ExpressionValidator;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeRoot;

/**
 * Parses one stream: the schema of its messages ({@link StreamSchemaParser}), its columns ({@link
 * ColumnsParser}), which of them are its id and its time, its bounds of time, and its imports
 * ({@link ImportParser}).
 */
final class StreamParser {

  private static final Set<LogicalTypeRoot> ID_TYPES =
      Set.of(LogicalTypeRoot.VARCHAR, LogicalTypeRoot.INTEGER, LogicalTypeRoot.BIGINT);
  private static final Set<LogicalTypeRoot> TIME_TYPES =
      Set.of(LogicalTypeRoot.TIMESTAMP_WITH_LOCAL_TIME_ZONE, LogicalTypeRoot.BIGINT);

  /** Word of a bound that bounds nothing. */
  static final String ANY = "unlimited";

  /** Default bound where the unit of the time can be mistaken. */
  static final Duration TWENTY_YEARS = Duration.ofDays(7_305);

  private final ExpressionValidator expressions;
  private final ProblemCollector problems;

  StreamParser(ExpressionValidator expressions, ProblemCollector problems) {
    this.expressions = expressions;
    this.problems = problems;
  }

  /** Parses the stream, which has no columns if they cannot be read at all. */
  StreamDefinition check(Entry entry) {
    String name = entry.key().value();
    SourceLocation place = entry.key().place();
    ConfigSection section =
        new ConfigSection(
            "stream " + name, place, entry.value(), PipelineFileKeys.STREAM, problems);
    List<Entry> entries = section.entries("columns");
    List<ColumnDefinition> columns = new ColumnsParser(problems).check(entries);
    String time = timeColumn(section, columns);
    entries.stream()
        .map(Entry::key)
        .filter(key -> key.value().equals(NameRules.EVENT_TIME))
        .forEach(key -> checkEventTime(key, columns, time));
    StreamFormat format = EnumParser.read(section, "format", StreamFormat.class);
    return new StreamDefinition(
        name,
        section.doc(),
        topic(section),
        format,
        StreamSchemaParser.read(section, format),
        columns,
        role(section, "id", columns, ID_TYPES, "STRING, INT or BIGINT"),
        time,
        DurationFormat.read(section, "out_of_orderness", Duration.ZERO),
        DurationFormat.read(section, "max_ahead", Duration.ZERO),
        maxBehind(section, columns, time),
        DurationFormat.read(section, "idle_after", Duration.ofMillis(1)),
        EnumParser.read(section, "partition", TimePartitioning.class),
        imports(section, name, columns));
  }

  private List<ImportDefinition> imports(
      ConfigSection section, String stream, List<ColumnDefinition> columns) {
    ImportParser parser = new ImportParser(stream, columns, expressions, problems);
    return section.entries("imports").stream().map(parser::check).toList();
  }

  /**
   * Bound with a tighter default where the time is a BIGINT, whose unit can be mistaken: seconds
   * read as milliseconds are of 1970.
   */
  private static Optional<Duration> maxBehind(
      ConfigSection section, List<ColumnDefinition> columns, String time) {
    boolean counts =
        columns.stream()
            .anyMatch(c -> c.name().equals(time) && c.type().is(LogicalTypeRoot.BIGINT));
    Duration byDefault = counts ? TWENTY_YEARS : DurationFormat.LONGEST;
    boolean unlimited = section.text("max_behind").filter(t -> t.value().equals(ANY)).isPresent();
    return unlimited
        ? Optional.empty()
        : Optional.of(DurationFormat.read(section, "max_behind", Duration.ZERO, byDefault));
  }

  private String topic(ConfigSection section) {
    Optional<Text> topic = section.text("topic");
    topic.ifPresent(new NameRules(problems)::checkTopic);
    return topic.map(Text::value).orElse("");
  }

  private String timeColumn(ConfigSection section, List<ColumnDefinition> columns) {
    return role(
        section, "time", columns, TIME_TYPES, "TIMESTAMP_LTZ(0..6) or BIGINT (epoch milliseconds)");
  }

  /** Name of the column under the key, which must be NOT NULL and of one of the types. */
  private String role(
      ConfigSection section,
      String key,
      List<ColumnDefinition> columns,
      Set<LogicalTypeRoot> types,
      String rule) {
    Optional<Text> name = section.text(key);
    if (name.isPresent() && !columns.isEmpty()) {
      String must = key + " names a column of type " + rule + ", NOT NULL";
      roleProblem(name.get(), columns, types)
          .ifPresent(p -> section.report(key, name.get(), key + " " + p, must));
    }
    return name.map(Text::value).orElse("");
  }

  private static Optional<String> roleProblem(
      Text name, List<ColumnDefinition> columns, Set<LogicalTypeRoot> types) {
    Optional<ColumnDefinition> column =
        columns.stream().filter(c -> c.name().equals(name.value())).findFirst();
    if (column.isEmpty()) {
      List<String> known = columns.stream().map(ColumnDefinition::name).toList();
      return Optional.of(
          "names no column: " + name.written() + NameSuggestions.hint(name.written(), known));
    }
    LogicalType type = column.get().type();
    boolean fits = types.contains(type.getTypeRoot()) && !type.isNullable();
    return fits || ColumnTypes.isUnknown(type)
        ? Optional.empty()
        : Optional.of(name.written() + " is " + type.asSummaryString());
  }

  private void checkEventTime(Text key, List<ColumnDefinition> columns, String time) {
    columns.stream()
        .filter(c -> c.name().equals(NameRules.EVENT_TIME) && !ColumnTypes.isUnknown(c.type()))
        .filter(c -> !time.equals(c.name()) || !isInstant(c.type()))
        .forEach(
            c ->
                problems.add(
                    key.place(),
                    "column event_time is not the time of its stream",
                    "event_time is the time of the event in every table; a stream's column of that"
                        + " name is its time, a TIMESTAMP_LTZ",
                    "occurred_at: TIMESTAMP_LTZ(3) NOT NULL"));
  }

  private static boolean isInstant(LogicalType type) {
    return type.is(LogicalTypeRoot.TIMESTAMP_WITH_LOCAL_TIME_ZONE);
  }
}
