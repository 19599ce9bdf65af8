package io.tidemark.definition.parser;

import io.tidemark.definition.FeatureSet;
import io.tidemark.definition.StreamDefinition;
import io.tidemark.definition.Trigger;
import io.tidemark.definition.draft.ConfigNode;
import io.tidemark.definition.draft.ConfigNode.Items;
import io.tidemark.definition.draft.ConfigNode.Text;
import io.tidemark.definition.draft.ConfigNodeChecks;
import io.tidemark.definition.draft.ConfigSection;
import io.tidemark.definition.draft.DurationFormat;
import io.tidemark.definition.draft.NameSuggestions;
import io.tidemark.definition.draft.ProblemCollector;
import io.tidemark.definition.sql.ExpressionValidator;
import io.tidemark.definition.sql.SqlScope;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses the {@link Trigger} of a feature set; the default is every event of its streams. */
final class TriggerParser {

  private static final Pattern EVERY = Pattern.compile("(?i)every\\b(.*)", Pattern.DOTALL);
  private static final String RULE =
      "a trigger is event, every <length>, or the events { of: <streams>, where: <condition> }";
  private static final String EXAMPLE = "trigger: { of: payments, where: \"kind = 'purchase'\" }";

  private final Map<String, StreamDefinition> streams;
  private final List<String> names;
  private final ConditionValidator condition;
  private final ProblemCollector problems;

  /**
   * @param streams the pipeline's
   * @param inputs those that the set reads
   */
  TriggerParser(
      Map<String, StreamDefinition> streams,
      List<FeatureSet.Input> inputs,
      ExpressionValidator expressions,
      ProblemCollector problems) {
    this.streams = streams;
    this.names = inputs.stream().map(FeatureSet.Input::stream).toList();
    this.condition = new ConditionValidator(expressions);
    this.problems = problems;
  }

  /** Parses the key {@code trigger}; every event of the set's streams if it is missing or wrong. */
  Trigger check(ConfigSection set) {
    return set.find("trigger").map(this::read).orElse(everyEvent());
  }

  private Trigger everyEvent() {
    return new Trigger.OnEvent(names, Optional.empty());
  }

  private Trigger read(ConfigNode draft) {
    if (draft instanceof ConfigNode.Entries) {
      return events(
          new ConfigSection("trigger", draft.place(), draft, PipelineFileKeys.TRIGGER, problems));
    }
    if (!ConfigNodeChecks.isText(draft)) {
      problems.add(draft.place(), "trigger" + ConfigNodeChecks.is(draft), RULE, EXAMPLE);
      return everyEvent();
    }
    Text text = (Text) draft;
    Matcher every = EVERY.matcher(text.value().strip());
    if (every.matches()) {
      return every(text, DurationFormat.parse(every.group(1)));
    }
    return text.value().strip().equals("event")
        ? everyEvent()
        : refuse(text, NameSuggestions.hint(text.written(), List.of("event", "every")), RULE);
  }

  private Trigger every(Text text, Optional<Duration> step) {
    if (step.isEmpty()) {
      return refuse(text, ", which has no length of time after every", DurationFormat.RULE);
    }
    return step.get().isZero()
        ? refuse(text, "", "the step between two rows is longer than 0; " + DurationFormat.RULE)
        : new Trigger.Every(step.get());
  }

  private Trigger refuse(Text text, String what, String rule) {
    String example = EVERY.matcher(text.value()).lookingAt() ? "trigger: every 1 h" : EXAMPLE;
    problems.add(text.place(), "trigger is " + text.written() + what, rule, example);
    return everyEvent();
  }

  private Trigger events(ConfigSection section) {
    if (!section.has("of") && !section.has("where")) {
      problems.add(section.place(), "trigger has neither of nor where", RULE, EXAMPLE);
    }
    List<String> of = section.has("of") ? streams(section) : names;
    Optional<Text> where = section.text("where");
    where.ifPresent(w -> of.forEach(s -> check(section, w, s)));
    return new Trigger.OnEvent(of, where.map(w -> w.value().strip()));
  }

  private void check(ConfigSection section, Text where, String stream) {
    condition.check(section, where, SqlScope.of(streams.get(stream)));
  }

  /** In the set's order, without those that it does not read. */
  private List<String> streams(ConfigSection section) {
    List<String> named = new ArrayList<>();
    for (ConfigNode item : items(section)) {
      if (!ConfigNodeChecks.isText(item)) {
        refuseStream(item, "of in trigger" + ConfigNodeChecks.is(item), "a single name");
      } else if (named.contains(((Text) item).value())) {
        refuseStream(item, "duplicate stream " + ((Text) item).written(), "listed once");
      } else {
        named.add(known((Text) item));
      }
    }
    return names.stream().filter(named::contains).toList();
  }

  private List<? extends ConfigNode> items(ConfigSection section) {
    ConfigNode of = section.find("of").orElseThrow();
    if (of instanceof Items list && list.items().isEmpty()) {
      refuseStream(list, "no stream", "listed; there is at least one");
    }
    return of instanceof Items list ? list.items() : List.of(of);
  }

  private String known(Text name) {
    if (!names.contains(name.value())) {
      refuseStream(
          name,
          "of "
              + name.written()
              + " is no stream of the set"
              + NameSuggestions.hint(name.written(), names),
          "one of the set's: " + String.join(", ", names));
    }
    return name.value();
  }

  private void refuseStream(ConfigNode draft, String what, String rule) {
    problems.add(
        draft.place(), what, "each stream of a trigger is " + rule, "of: [payments, refunds]");
  }
}
