package io.tidemark.definition.parser;

import io.tidemark.definition.ColumnDefinition;
import io.tidemark.definition.FeatureSet.EntityColumn;
import io.tidemark.definition.FeatureSet.Input;
import io.tidemark.definition.StreamDefinition;
import io.tidemark.definition.draft.ConfigNode;
import io.tidemark.definition.draft.ConfigNode.Entry;
import io.tidemark.definition.draft.ConfigNode.Items;
import io.tidemark.definition.draft.ConfigNode.Text;
import io.tidemark.definition.draft.ConfigNodeChecks;
import io.tidemark.definition.draft.ConfigSection;
import io.tidemark.definition.draft.NameRules;
import io.tidemark.definition.draft.NameSuggestions;
import io.tidemark.definition.draft.ProblemCollector;
import io.tidemark.definition.sql.ColumnTypes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeRoot;

/**
 * Parses the keys {@code entity} and {@code from} of a feature set: the columns of its entity, and
 * the streams that it reads with their columns for it. {@link FeatureSetParser} asks it first,
 * since triggers and features refer to streams.
 */
final class InputsParser {

  private static final String MAP_EXAMPLE =
      "from: [{ stream: payments, entity: { customer_id: payer_id } }]";
  private static final Set<LogicalTypeRoot> GROUPABLE =
      Set.of(
          LogicalTypeRoot.VARCHAR,
          LogicalTypeRoot.INTEGER,
          LogicalTypeRoot.BIGINT,
          LogicalTypeRoot.BOOLEAN,
          LogicalTypeRoot.DATE);

  private final Map<String, StreamDefinition> streams;
  private final ProblemCollector problems;
  private final Map<String, LogicalType> entity = new LinkedHashMap<>();
  private final List<Input> inputs = new ArrayList<>();

  InputsParser(Map<String, StreamDefinition> streams, ProblemCollector problems) {
    this.streams = streams;
    this.problems = problems;
  }

  /** Reads the keys {@code entity} and {@code from} of a feature set. */
  void check(ConfigSection set) {
    List<Text> columns = entityColumns(set);
    List<ConfigNode> from = set.items("from");
    if (set.find("from").orElse(null) instanceof Items list && list.items().isEmpty()) {
      problems.add(
          set.placeOf("from"),
          set.title() + " reads no stream",
          "from lists one stream or more",
          "from: [activity]");
    }
    from.forEach(item -> checkInput(item, columns));
  }

  /** In key order; the type is unknown if no stream says it. */
  List<EntityColumn> entity() {
    return entity.entrySet().stream().map(e -> new EntityColumn(e.getKey(), e.getValue())).toList();
  }

  /** The streams that exist, in file order. */
  List<Input> inputs() {
    return inputs;
  }

  private List<Text> entityColumns(ConfigSection set) {
    List<Text> columns = new ArrayList<>();
    for (ConfigNode item : set.items("entity")) {
      if (item instanceof Text name) {
        new NameRules(problems).checkFeatureColumn(name, "entity column");
        if (entity.putIfAbsent(name.value(), ColumnTypes.UNKNOWN) == null) {
          columns.add(name);
        } else {
          refuseEntity(name, "duplicate entity column " + name.written(), "listed once");
        }
      } else {
        refuseEntity(item, "an entity column" + ConfigNodeChecks.is(item), "a single name");
      }
    }
    if (set.find("entity").orElse(null) instanceof Items list && list.items().isEmpty()) {
      refuseEntity(list, "no entity column", "listed; there is at least one");
    }
    return columns;
  }

  private void refuseEntity(ConfigNode draft, String what, String rule) {
    problems.add(draft.place(), what, "each entity column is " + rule, "entity: [customer_id]");
  }

  private void checkInput(ConfigNode item, List<Text> columns) {
    if (item instanceof Text name) {
      checkInput(name, List.of(), columns);
    } else {
      ConfigSection section =
          new ConfigSection("input", item.place(), item, PipelineFileKeys.INPUT, problems);
      section
          .text("stream")
          .ifPresent(name -> checkInput(name, section.entries("entity"), columns));
    }
  }

  private void checkInput(Text name, List<Entry> mapping, List<Text> columns) {
    StreamDefinition stream = streams.get(name.value());
    if (stream == null) {
      problems.add(
          name.place(),
          "there is no stream "
              + name.written()
              + NameSuggestions.hint(name.written(), streams.keySet()),
          "streams of this pipeline: " + String.join(", ", streams.keySet()),
          "from: [activity]");
    } else if (inputs.stream().anyMatch(i -> i.stream().equals(name.value()))) {
      problems.add(
          name.place(),
          "duplicate stream " + name.written(),
          "a feature set reads a stream once",
          "from: [activity, payments]");
    } else {
      Map<String, Text> mapped = mapped(mapping);
      columns.forEach(c -> checkEntity(stream, c, mapped.getOrDefault(c.value(), c)));
      inputs.add(
          new Input(
              stream.name(),
              columns.stream().map(c -> mapped.getOrDefault(c.value(), c).value()).toList()));
    }
  }

  private Map<String, Text> mapped(List<Entry> mapping) {
    Map<String, Text> mapped = new LinkedHashMap<>();
    for (Entry entry : mapping) {
      Text key = entry.key();
      if (!entity.containsKey(key.value())) {
        problems.add(
            key.place(),
            key.written()
                + " is no entity column"
                + NameSuggestions.hint(key.value(), entity.keySet()),
            "from maps entity columns to the stream's columns: "
                + String.join(", ", entity.keySet()),
            MAP_EXAMPLE);
      } else if (entry.value() instanceof Text column) {
        mapped.put(key.value(), column);
      } else {
        problems.add(
            entry.value().place(),
            "entity column " + key.written() + ConfigNodeChecks.is(entry.value()),
            "an entity column is mapped to the name of a column",
            MAP_EXAMPLE);
      }
    }
    return mapped;
  }

  private void checkEntity(StreamDefinition stream, Text entityColumn, Text column) {
    if (stream.columns().isEmpty()) {
      return;
    }
    Optional<ColumnDefinition> found =
        stream.columns().stream().filter(c -> c.name().equals(column.value())).findFirst();
    if (found.isEmpty()) {
      List<String> names = stream.columns().stream().map(ColumnDefinition::name).toList();
      problems.add(
          column.place(),
          "stream "
              + stream.name()
              + " has no column "
              + column.written()
              + NameSuggestions.hint(column.written(), names),
          "every stream of a set has the entity's columns; from maps those of other names",
          MAP_EXAMPLE);
    } else if (!ColumnTypes.isUnknown(found.get().type())) {
      checkType(stream, entityColumn, column, found.get().type());
    }
  }

  private void checkType(
      StreamDefinition stream, Text entityColumn, Text column, LogicalType type) {
    LogicalType known = entity.get(entityColumn.value());
    String is =
        "column "
            + column.written()
            + " of stream "
            + stream.name()
            + " is "
            + type.asSummaryString();
    if (!GROUPABLE.contains(type.getTypeRoot()) || type.isNullable()) {
      problems.add(
          column.place(),
          "entity " + is,
          "entity columns are STRING, INT, BIGINT, BOOLEAN or DATE, and NOT NULL",
          column.written() + ": BIGINT NOT NULL");
    } else if (ColumnTypes.isUnknown(known)) {
      entity.put(entityColumn.value(), type);
    } else if (!known.equals(type)) {
      problems.add(
          column.place(),
          "entity " + is + ", but " + known.asSummaryString() + " in the streams before it",
          "an entity column has the same type in every stream of its set",
          column.written() + ": " + known.asSummaryString());
    }
  }
}
