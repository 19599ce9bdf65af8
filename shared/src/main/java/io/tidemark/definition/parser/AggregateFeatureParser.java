package io.tidemark.definition.parser;

import io.tidemark.aggregate.AggregateCall;
import io.tidemark.aggregate.AggregateFunction;
import io.tidemark.aggregate.AggregateRegistry;
import io.tidemark.definition.Feature.Aggregate;
import io.tidemark.definition.FeatureSet.Input;
import io.tidemark.definition.StreamDefinition;
import io.tidemark.definition.Window;
import io.tidemark.definition.draft.ConfigNode.Text;
import io.tidemark.definition.draft.ConfigSection;
import io.tidemark.definition.draft.NameSuggestions;
import io.tidemark.definition.draft.ProblemCollector;
import io.tidemark.definition.draft.SourceLocation;
import io.tidemark.definition.sql.AggregateTypes;
import io.tidemark.definition.sql.ColumnTypes;
import io.tidemark.definition.sql.ExpressionValidator;
import io.tidemark.definition.sql.SqlScope;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import org.apache.flink.table.types.logical.LogicalType;

/**
 * Parses the aggregate features of one set: the call ({@link AggregateExpression}), the stream it
 * reads, its condition and its window ({@link WindowParser}).
 */
final class AggregateFeatureParser {

  /** Placeholder for the call of what is already reported as a problem. */
  private static final AggregateCall NONE = new AggregateCall("count", null, List.of());

  private final Map<String, StreamDefinition> streams;
  private final List<Input> inputs;
  private final ExpressionValidator expressions;
  private final ProblemCollector problems;

  AggregateFeatureParser(
      Map<String, StreamDefinition> streams,
      List<Input> inputs,
      ExpressionValidator expressions,
      ProblemCollector problems) {
    this.streams = streams;
    this.inputs = inputs;
    this.expressions = expressions;
    this.problems = problems;
  }

  /** Whether the aggregates on the class path can be used; if not, that is a problem. */
  boolean checkKnown(SourceLocation place) {
    try {
      AggregateRegistry.names();
      return true;
    } catch (IllegalStateException | ServiceConfigurationError e) {
      problems.add(
          place,
          "an aggregate on the class path cannot be used: " + e.getMessage(),
          "an aggregate is a public AggregateFunction with a constructor without parameters and a"
              + " name of its own",
          "META-INF/services/" + AggregateFunction.class.getName());
      return false;
    }
  }

  /** The feature; of unknown type if it is wrong. */
  Aggregate check(Text name, ConfigSection section) {
    Optional<AggregateExpression> syntax =
        section.text("agg").flatMap(text -> AggregateExpression.parse(text, problems));
    Optional<Text> argument = syntax.flatMap(AggregateExpression::argument);
    Optional<Text> where = section.text("where");
    Optional<String> of = of(section, argument.isPresent() || where.isPresent());
    Optional<SqlScope> scope = of.map(streams::get).map(SqlScope::of);
    Optional<LogicalType> argumentType =
        scope.flatMap(s -> argument.map(a -> expressions.typeOf(a, s)));
    scope.ifPresent(
        s -> where.ifPresent(w -> new ConditionValidator(expressions).check(section, w, s)));
    Window window =
        section.text("window").map(new WindowParser(problems)::check).orElse(Window.UNLIMITED);
    return new Aggregate(
        name.value(),
        section.doc(),
        syntax.map(s -> type(section, s, argumentType, window)).orElse(ColumnTypes.UNKNOWN),
        syntax.map(s -> call(s, argumentType)).orElse(NONE),
        argument.map(Text::value),
        of,
        where.map(w -> w.value().strip()),
        window,
        argumentType);
  }

  private static AggregateCall call(AggregateExpression syntax, Optional<LogicalType> argument) {
    return new AggregateCall(
        syntax.function().name(),
        argument.flatMap(AggregateTypes::valueType).orElse(null),
        syntax.parameters());
  }

  /** The one stream that the feature reads; empty for all of them, and if it is wrong. */
  private Optional<String> of(ConfigSection section, boolean needsOne) {
    Optional<Text> of = section.text("of");
    List<String> names = inputs.stream().map(Input::stream).toList();
    if (of.isPresent() && !names.contains(of.get().value())) {
      section.report(
          "of",
          of.get(),
          "of "
              + of.get().written()
              + " is no stream of the set"
              + NameSuggestions.hint(of.get().written(), names),
          "of names one of the set's streams: " + String.join(", ", names));
      return Optional.empty();
    }
    if (of.isEmpty() && needsOne && names.size() > 1) {
      problems.add(
          section.place(),
          section.title() + " does not say which stream it reads",
          "with several streams ("
              + String.join(", ", names)
              + ") of names the one that an argument or a condition reads",
          "of: " + names.get(0));
    }
    return of.map(Text::value)
        .or(() -> names.size() == 1 ? names.stream().findFirst() : Optional.empty());
  }

  private LogicalType type(
      ConfigSection section,
      AggregateExpression syntax,
      Optional<LogicalType> argumentType,
      Window window) {
    boolean known =
        syntax.argument().isEmpty() || argumentType.filter(t -> !isUnknown(t)).isPresent();
    if (!known) {
      return ColumnTypes.UNKNOWN;
    }
    Optional<String> problem =
        AggregateTypes.problemWith(syntax.function(), argumentType)
            .or(() -> problemWith(call(syntax, argumentType), window));
    Text text = section.text("agg").orElseThrow();
    problem.ifPresent(
        p ->
            section.report(
                "agg",
                text,
                "agg \""
                    + text.written()
                    + "\""
                    + argumentType
                        .map(t -> " has an argument of type " + t.asSummaryString())
                        .orElse(" cannot be computed"),
                "this aggregate " + p));
    return problem.isPresent()
        ? ColumnTypes.UNKNOWN
        : AggregateTypes.resultType(syntax.function(), call(syntax, argumentType));
  }

  private static boolean isUnknown(LogicalType type) {
    return ColumnTypes.isUnknown(type);
  }

  /**
   * Reason why the function has no state for such a window, as the end of a sentence; empty if it
   * has one.
   */
  private static Optional<String> problemWith(AggregateCall call, Window window) {
    try {
      AggregateRegistry.overHistory(call);
      if (window.length().isPresent()) {
        AggregateRegistry.inWindow(call);
      }
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of("cannot be computed: " + e.getMessage());
    }
  }
}
