package io.tidemark.definition.parser;

import io.tidemark.definition.FeatureSet;
import io.tidemark.definition.StreamDefinition;
import io.tidemark.definition.TimePartitioning;
import io.tidemark.definition.draft.ConfigNode.Entry;
import io.tidemark.definition.draft.ConfigNode.Text;
import io.tidemark.definition.draft.ConfigSection;
import io.tidemark.definition.draft.DurationFormat;
import io.tidemark.definition.draft.NameRules;
import io.tidemark.definition.draft.ProblemCollector;
import io.tidemark.definition.sql.ExpressionValidator;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Parses one feature set: its entity and inputs ({@link InputsParser}), its trigger ({@link
 * TriggerParser}) and its features ({@link FeaturesParser}).
 */
final class FeatureSetParser {

  /** Word of a set whose rows go to no topic. */
  static final String NO_TOPIC = "none";

  private final String pipeline;
  private final Map<String, StreamDefinition> streams;
  private final ExpressionValidator expressions;
  private final ProblemCollector problems;

  FeatureSetParser(
      String pipeline,
      Map<String, StreamDefinition> streams,
      ExpressionValidator expressions,
      ProblemCollector problems) {
    this.pipeline = pipeline;
    this.streams = streams;
    this.expressions = expressions;
    this.problems = problems;
  }

  FeatureSet check(Entry entry) {
    String name = entry.key().value();
    ConfigSection section =
        new ConfigSection(
            "feature set " + name,
            entry.key().place(),
            entry.value(),
            PipelineFileKeys.FEATURE_SET,
            problems);
    InputsParser inputs = new InputsParser(streams, problems);
    inputs.check(section);
    section.require("columns"); // also where aggregates cannot be used, and none is read
    return new FeatureSet(
        name,
        section.doc(),
        inputs.entity(),
        inputs.inputs(),
        new TriggerParser(streams, inputs.inputs(), expressions, problems).check(section),
        new FeaturesParser(section, inputs, streams, expressions, problems).check(),
        topic(name, section),
        DurationFormat.read(section, "remember", Duration.ZERO),
        EnumParser.read(section, "partition", TimePartitioning.class));
  }

  private Optional<String> topic(String name, ConfigSection section) {
    Optional<Text> topic = section.text("topic");
    topic.ifPresent(new NameRules(problems)::checkTopic);
    return topic
        .map(Text::value)
        .or(() -> Optional.of(pipeline + "." + name))
        .filter(t -> !t.equals(NO_TOPIC));
  }
}
