package io.tidemark.definition;

import io.tidemark.definition.Draft.Entry;
import io.tidemark.definition.Draft.Text;
import io.tidemark.definition.Functions.Function;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The one way from a draft to a model. */
final class PipelineCheck {

  private static final Keys KEYS =
      Keys.of(
          "pipeline: shop",
          "streams: { activity: { topic: shop.activity } }",
          "features: { customer_activity: { entity: [customer_id] } }",
          "functions: { domain_of: com.acme.DomainOf }");

  private final Problems problems = new Problems();
  private final Names names = new Names(problems);

  private PipelineCheck() {}

  /**
   * @throws UserException with everything that is wrong
   */
  static Pipeline check(Draft draft) {
    PipelineCheck check = new PipelineCheck();
    Pipeline pipeline = check.pipeline(draft);
    check.problems.throwIfAny();
    return pipeline;
  }

  private Pipeline pipeline(Draft draft) {
    Section section = new Section("the pipeline", draft.place(), draft, KEYS, problems);
    Optional<Text> name = section.requiredText("pipeline");
    name.ifPresent(n -> names.check(n, "pipeline"));
    section.require("streams");
    List<Entry> streamEntries = section.entries("streams");
    List<Entry> setEntries = section.entries("features");
    checkTableNames(streamEntries, setEntries);

    List<Function> functions = new Functions(problems).check(section.entries("functions"));
    Expressions expressions = new Expressions(new SqlPlanner(functions), problems);
    StreamCheck streamCheck = new StreamCheck(expressions, problems);
    Map<String, StreamDefinition> streams = new LinkedHashMap<>();
    streamEntries.forEach(e -> streams.put(e.key().value(), streamCheck.check(e)));
    checkImportNames(streams.values(), streamEntries);
    FeatureSetCheck setCheck =
        new FeatureSetCheck(
            name.map(Text::value).orElse("pipeline"), streams, expressions, problems);
    List<FeatureSet> sets = setEntries.stream().map(setCheck::check).toList();
    checkTopics(streams.values(), sets, setEntries);
    return new Pipeline(
        name.map(Text::value).orElse(""),
        List.copyOf(streams.values()),
        sets,
        classNames(functions));
  }

  private static Map<String, String> classNames(List<Function> functions) {
    Map<String, String> classNames = new LinkedHashMap<>();
    functions.forEach(f -> classNames.put(f.name(), f.type().getName()));
    return classNames;
  }

  private void checkTableNames(List<Entry> streams, List<Entry> sets) {
    Map<String, Text> taken = new HashMap<>();
    for (Entry stream : streams) {
      names.checkTable(stream.key(), "stream");
      taken.put(stream.key().value(), stream.key());
    }
    for (Entry set : sets) {
      names.checkTable(set.key(), "feature set");
      Text stream = taken.get(set.key().value());
      if (stream != null) {
        problems.add(
            set.key().place(),
            "feature set "
                + set.key().written()
                + " has the name of the stream at "
                + stream.place().text(),
            "streams and feature sets are tables of one namespace",
            set.key().written() + "_features");
      }
    }
  }

  private void checkImportNames(Iterable<StreamDefinition> streams, List<Entry> entries) {
    Map<String, String> taken = new HashMap<>();
    for (StreamDefinition stream : streams) {
      for (ImportDefinition one : stream.imports()) {
        String owner = taken.putIfAbsent(one.name(), stream.name());
        if (owner != null) {
          problems.add(
              place(entries, stream.name()),
              "streams " + owner + " and " + stream.name() + " both have an import " + one.name(),
              "an import is called by its name",
              stream.name() + "_" + one.name());
        }
      }
    }
  }

  private static Place place(List<Entry> entries, String key) {
    return entries.stream()
        .filter(e -> e.key().value().equals(key))
        .findFirst()
        .orElseThrow()
        .key()
        .place();
  }

  private void checkTopics(
      Iterable<StreamDefinition> streams, List<FeatureSet> sets, List<Entry> entries) {
    Map<String, String> taken = new HashMap<>();
    streams.forEach(s -> taken.put(s.topic(), "stream " + s.name()));
    for (int i = 0; i < sets.size(); i++) {
      FeatureSet set = sets.get(i);
      String owner =
          set.topic().map(t -> taken.putIfAbsent(t, "feature set " + set.name())).orElse(null);
      if (owner != null) {
        problems.add(
            entries.get(i).key().place(),
            "feature set " + set.name() + " writes to the topic of " + owner,
            "each feature set has a topic of its own",
            "topic: none");
      }
    }
  }
}
