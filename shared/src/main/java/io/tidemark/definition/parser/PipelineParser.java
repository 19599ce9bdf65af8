package io.tidemark.definition.parser;

import io.tidemark.definition.FeatureSet;
import io.tidemark.definition.ImportDefinition;
import io.tidemark.definition.Pipeline;
import io.tidemark.definition.StreamDefinition;
import io.tidemark.definition.UserException;
import io.tidemark.definition.draft.ConfigNode;
import io.tidemark.definition.draft.ConfigNode.Entry;
import io.tidemark.definition.draft.ConfigNode.Text;
import io.tidemark.definition.draft.ConfigSection;
import io.tidemark.definition.draft.NameRules;
import io.tidemark.definition.draft.ProblemCollector;
import io.tidemark.definition.draft.SourceLocation;
import io.tidemark.definition.sql.ExpressionValidator;
import io.tidemark.definition.sql.FunctionParser;
import io.tidemark.definition.sql.FunctionParser.Function;
import io.tidemark.definition.sql.SqlPlanner;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Parses a configuration tree into a {@link Pipeline}. Files and {@link PipelineBuilder} both come
 * this way, so one set of rules holds for both, and all problems are told at once. Streams are
 * parsed first ({@link StreamParser}), since feature sets ({@link FeatureSetParser}) refer to them.
 */
final class PipelineParser {

  private final ProblemCollector problems = new ProblemCollector();
  private final NameRules names = new NameRules(problems);

  private PipelineParser() {}

  /**
   * @throws UserException with everything that is wrong
   */
  static Pipeline check(ConfigNode draft) {
    PipelineParser parser = new PipelineParser();
    Pipeline pipeline = parser.pipeline(draft);
    parser.problems.throwIfAny();
    return pipeline;
  }

  private Pipeline pipeline(ConfigNode draft) {
    ConfigSection section =
        new ConfigSection(
            "the pipeline", draft.place(), draft, PipelineFileKeys.PIPELINE, problems);
    Optional<Text> name = section.text("pipeline");
    name.ifPresent(n -> names.check(n, "pipeline"));
    List<Entry> streamEntries = section.entries("streams");
    List<Entry> setEntries = section.entries("features");
    checkTableNames(streamEntries, setEntries);

    List<Function> functions = new FunctionParser(problems).check(section.entries("functions"));
    ExpressionValidator expressions = new ExpressionValidator(new SqlPlanner(functions), problems);
    StreamParser streamParser = new StreamParser(expressions, problems);
    Map<String, StreamDefinition> streams = new LinkedHashMap<>();
    streamEntries.forEach(e -> streams.put(e.key().value(), streamParser.check(e)));
    checkImportNames(streams.values(), streamEntries);
    FeatureSetParser setParser =
        new FeatureSetParser(
            name.map(Text::value).orElse("pipeline"), streams, expressions, problems);
    List<FeatureSet> sets = setEntries.stream().map(setParser::check).toList();
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

  private static SourceLocation place(List<Entry> entries, String key) {
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
