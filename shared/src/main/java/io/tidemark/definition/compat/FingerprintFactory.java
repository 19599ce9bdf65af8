package io.tidemark.definition.compat;

import io.tidemark.definition.ColumnDefinition;
import io.tidemark.definition.Feature;
import io.tidemark.definition.FeatureSet;
import io.tidemark.definition.FeatureSet.EntityColumn;
import io.tidemark.definition.Pipeline;
import io.tidemark.definition.SqlTokenizer;
import io.tidemark.definition.StreamDefinition;
import io.tidemark.definition.Trigger;
import io.tidemark.definition.Window;
import io.tidemark.definition.draft.DurationFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.flink.table.types.logical.LogicalType;

/** Creates the {@link FeatureSetFingerprint} of a feature set of a pipeline, fact by fact. */
final class FingerprintFactory {

  /** Name of the fact that only an aggregate has. */
  static final String AGGREGATE = "agg";

  static final String TYPE = "type";

  private static final String COLUMNS = "columns";
  private static final String FUNCTIONS = "functions";

  private final Pipeline pipeline;
  private final FeatureSet set;

  FingerprintFactory(Pipeline pipeline, FeatureSet set) {
    this.pipeline = pipeline;
    this.set = set;
  }

  DefinitionFingerprint ofSet() {
    DefinitionFingerprint.Builder facts = new DefinitionFingerprint.Builder();
    facts.put("entity", set.entity().stream().map(this::column).collect(Collectors.joining(", ")));
    for (int i = 0; i < set.inputs().size(); i++) {
      facts.put("stream " + (i + 1), input(set.inputs().get(i)));
    }
    set.trigger().accept(new TriggerFacts(facts));
    return facts.build();
  }

  /** Adds what a trigger says: texts that tables and checkpoints of users are compared with. */
  private final class TriggerFacts implements Trigger.Visitor<Void> {

    private final DefinitionFingerprint.Builder facts;

    private TriggerFacts(DefinitionFingerprint.Builder facts) {
      this.facts = facts;
    }

    @Override
    public Void onEvent(Trigger.OnEvent trigger) {
      facts.put("trigger", "events of " + String.join(", ", trigger.streams()));
      trigger.where().ifPresent(where -> condition(where, trigger.streams()));
      return null;
    }

    private void condition(String where, List<String> streams) {
      facts.put("trigger where", where);
      facts.put("trigger functions", functions(where));
      streams.forEach(s -> facts.put("trigger columns of " + s, columns(s, where)));
    }

    @Override
    public Void every(Trigger.Every trigger) {
      facts.put("trigger", "every " + DurationFormat.show(trigger.step()));
      return null;
    }
  }

  private String column(EntityColumn column) {
    return column.name() + " " + text(column.type());
  }

  private String input(FeatureSet.Input input) {
    StreamDefinition stream = pipeline.stream(input.stream());
    return "%s by %s, id %s %s, time %s %s"
        .formatted(
            stream.name(),
            input.entityColumns(),
            stream.id(),
            text(stream.column(stream.id()).type()),
            stream.time(),
            text(stream.column(stream.time()).type()));
  }

  SortedMap<String, DefinitionFingerprint> ofFeatures() {
    SortedMap<String, DefinitionFingerprint> facts = new TreeMap<>();
    set.aggregates().forEach(a -> facts.put(a.name(), aggregate(a)));
    set.derivedInOrder().forEach(d -> facts.put(d.name(), derived(d, facts)));
    return facts;
  }

  private DefinitionFingerprint aggregate(Feature.Aggregate feature) {
    DefinitionFingerprint.Builder facts =
        new DefinitionFingerprint.Builder()
            .put(AGGREGATE, call(feature))
            .put(TYPE, text(feature.type()))
            .put("of", feature.of().orElse("all streams"))
            .put("window", window(feature.window()));
    feature.where().ifPresent(where -> facts.put("where", where.strip()));
    String sql = feature.argument().orElse("") + "\n" + feature.where().orElse("");
    feature.of().ifPresent(stream -> facts.put(COLUMNS, columns(stream, sql)));
    return facts.put(FUNCTIONS, functions(sql)).build();
  }

  private static String call(Feature.Aggregate feature) {
    StringJoiner arguments = new StringJoiner(", ", feature.call().function() + "(", ")");
    arguments.add(feature.argument().map(String::strip).orElse("*"));
    feature.call().parameters().forEach(parameter -> arguments.add(parameter.toString()));
    return arguments.toString();
  }

  private DefinitionFingerprint derived(
      Feature.Derived feature, Map<String, DefinitionFingerprint> before) {
    DefinitionFingerprint.Builder facts =
        new DefinitionFingerprint.Builder()
            .put("sql", feature.sql().strip())
            .put(TYPE, text(feature.type()));
    for (Feature read : set.references(feature)) {
      facts.put(DefinitionFingerprint.READS + read.name(), before.get(read.name()).hash());
    }
    return facts.put(FUNCTIONS, functions(feature.sql())).build();
  }

  private static String window(Window window) {
    return window.length().map(DurationFormat::show).orElse("all of history")
        + window.step().map(step -> " step " + DurationFormat.show(step)).orElse("");
  }

  /** The stream's columns that the expression reads, with their types. */
  private Map<String, String> columns(String stream, String sql) {
    StreamDefinition definition = pipeline.stream(stream);
    List<String> names = definition.columns().stream().map(ColumnDefinition::name).toList();
    return SqlTokenizer.references(sql, names).stream()
        .collect(Collectors.toMap(n -> n, n -> text(definition.column(n).type())));
  }

  /** The user's functions that it calls, with their classes. */
  private Map<String, String> functions(String sql) {
    return SqlTokenizer.calls(sql, pipeline.functions().keySet()).stream()
        .collect(Collectors.toMap(n -> n, n -> pipeline.functions().get(n)));
  }

  private static String text(LogicalType type) {
    return type.asSummaryString();
  }
}
