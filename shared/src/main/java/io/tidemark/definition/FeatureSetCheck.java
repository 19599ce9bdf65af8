package io.tidemark.definition;

import io.tidemark.definition.Draft.Entry;
import io.tidemark.definition.Draft.Text;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Reads one feature set. */
final class FeatureSetCheck {

  private static final Keys KEYS =
      Keys.of(
          "doc: What a customer has been doing",
          "entity: [customer_id]",
          "from: [activity]",
          "trigger: every 1 h",
          "columns: { views_1h: { agg: count(*), window: 1 h } }",
          "topic: shop.customer_activity",
          "remember: 1 d",
          "partition: days");

  private final String pipeline;
  private final Map<String, StreamDefinition> streams;
  private final Expressions expressions;
  private final Problems problems;

  FeatureSetCheck(
      String pipeline,
      Map<String, StreamDefinition> streams,
      Expressions expressions,
      Problems problems) {
    this.pipeline = pipeline;
    this.streams = streams;
    this.expressions = expressions;
    this.problems = problems;
  }

  FeatureSet check(Entry entry) {
    String name = entry.key().value();
    Section section =
        new Section("feature set " + name, entry.key().place(), entry.value(), KEYS, problems);
    InputsCheck inputs = new InputsCheck(streams, problems);
    inputs.check(section);
    section.require("columns");
    return new FeatureSet(
        name,
        section.doc(),
        inputs.entity(),
        inputs.inputs(),
        new TriggerCheck(streams, inputs.inputs(), expressions, problems).check(section),
        new FeaturesCheck(section, inputs, streams, expressions, problems).check(),
        topic(name, section),
        Durations.read(section, "remember", Duration.ZERO, Duration.ofDays(1)),
        Choices.read(section, "partition", Partitioning.DAYS));
  }

  private Optional<String> topic(String name, Section section) {
    Optional<Text> topic = section.text("topic");
    topic.ifPresent(new Names(problems)::checkTopic);
    return topic
        .map(Text::value)
        .or(() -> Optional.of(pipeline + "." + name))
        .filter(t -> !t.equals("none"));
  }
}
