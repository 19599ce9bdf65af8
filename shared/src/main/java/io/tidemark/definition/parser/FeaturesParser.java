package io.tidemark.definition.parser;

import io.tidemark.definition.Feature;
import io.tidemark.definition.StreamDefinition;
import io.tidemark.definition.draft.ConfigNode;
import io.tidemark.definition.draft.ConfigNode.Entry;
import io.tidemark.definition.draft.ConfigNode.Text;
import io.tidemark.definition.draft.ConfigSection;
import io.tidemark.definition.draft.NameRules;
import io.tidemark.definition.draft.ProblemCollector;
import io.tidemark.definition.parser.DerivedFeatureParser.Untyped;
import io.tidemark.definition.sql.ColumnTypes;
import io.tidemark.definition.sql.ExpressionValidator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.table.types.logical.LogicalType;

/**
 * Parses the features of one set: first the aggregates ({@link AggregateFeatureParser}), then the
 * features derived from them ({@link DerivedFeatureParser}).
 */
final class FeaturesParser {

  private final ConfigSection set;
  private final InputsParser inputs;
  private final AggregateFeatureParser aggregates;
  private final DerivedFeatureParser derivation;
  private final ProblemCollector problems;

  private final List<Untyped> derived = new ArrayList<>();
  private final Map<String, Feature> features = new HashMap<>();

  /** Types of the columns that derived features may read; unknown for what is wrong. */
  private final Map<String, LogicalType> columns = new LinkedHashMap<>();

  FeaturesParser(
      ConfigSection set,
      InputsParser inputs,
      Map<String, StreamDefinition> streams,
      ExpressionValidator expressions,
      ProblemCollector problems) {
    this.set = set;
    this.inputs = inputs;
    this.aggregates = new AggregateFeatureParser(streams, inputs.inputs(), expressions, problems);
    this.derivation = new DerivedFeatureParser(expressions, problems);
    this.problems = problems;
    inputs.entity().forEach(e -> columns.put(e.name(), e.type()));
  }

  /** In file order, without those that cannot be read at all. */
  List<Feature> check() {
    if (!aggregates.checkKnown(set.place())) {
      return List.of();
    }
    List<Entry> entries = set.entries("columns");
    entries.forEach(this::read);
    features.putAll(derivation.check(set.title(), derived, columns));
    return entries.stream()
        .map(entry -> features.get(entry.key().value()))
        .filter(Objects::nonNull)
        .toList();
  }

  private void read(Entry entry) {
    ConfigSection section = section(entry);
    Text name = entry.key();
    checkName(name);
    columns.putIfAbsent(name.value(), ColumnTypes.UNKNOWN);
    if (section.has("agg")) {
      Feature feature = aggregates.check(name, section);
      columns.put(name.value(), feature.type());
      features.put(name.value(), feature);
    } else if (section.has("sql")) {
      String doc = section.doc();
      section.text("sql").ifPresent(sql -> derived.add(new Untyped(name, doc, sql)));
    }
  }

  private void checkName(Text name) {
    new NameRules(problems).checkFeatureColumn(name, "feature");
    if (inputs.entity().stream().anyMatch(e -> e.name().equals(name.value()))) {
      problems.add(
          name.place(),
          "feature " + name.written() + " has the name of an entity column",
          "the columns of a feature table have different names",
          "last_" + name.written() + ": { agg: last(x) }");
    }
  }

  private ConfigSection section(Entry entry) {
    String title = "feature " + entry.key().value();
    ConfigSection section =
        new ConfigSection(
            title, entry.key().place(), entry.value(), PipelineFileKeys.FEATURE, problems);
    if (!(entry.value() instanceof ConfigNode.Entries)) {
      return section;
    }
    if (section.has("agg") == section.has("sql")) {
      problems.add(
          section.place(),
          title + (section.has("agg") ? " has both agg and sql" : " has neither agg nor sql"),
          "a feature is an aggregate (agg) or an expression over other features (sql)",
          title.substring("feature ".length()) + ": { agg: count(*), window: 1 h }");
    }
    if (!section.has("agg")) {
      List.of("of", "where", "window").forEach(key -> refuseBesideSql(section, key));
    }
    return section;
  }

  private void refuseBesideSql(ConfigSection section, String key) {
    if (section.has(key) && section.has("sql")) {
      problems.add(
          section.placeOf(key),
          section.title() + " has " + key + " beside sql",
          "of, where and window belong to agg",
          PipelineFileKeys.FEATURE.example("sql"));
    }
  }
}
