package io.tidemark.definition;

import io.tidemark.definition.Draft.Text;
import io.tidemark.definition.Feature.Aggregate;
import io.tidemark.definition.FeatureSet.Input;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeRoot;

/** Reads the aggregate features of one set. */
final class AggregateCheck {

  private final Map<String, StreamDefinition> streams;
  private final List<Input> inputs;
  private final Expressions expressions;
  private final Problems problems;

  AggregateCheck(
      Map<String, StreamDefinition> streams,
      List<Input> inputs,
      Expressions expressions,
      Problems problems) {
    this.streams = streams;
    this.inputs = inputs;
    this.expressions = expressions;
    this.problems = problems;
  }

  /** The feature; of unknown type if it is wrong. */
  Aggregate check(Text name, Section section) {
    Optional<AggregateCall> call =
        section.text("agg").flatMap(text -> AggregateCall.parse(text, problems));
    Optional<Text> argument = call.flatMap(AggregateCall::argument);
    Optional<Text> where = section.text("where");
    Optional<String> of = of(section, argument.isPresent() || where.isPresent());
    Optional<SqlScope> scope = of.map(streams::get).map(SqlScope::of);
    Optional<LogicalType> argumentType =
        scope.flatMap(s -> argument.map(a -> expressions.typeOf(a, s)));
    scope.ifPresent(s -> where.ifPresent(w -> checkCondition(section, w, s)));
    return new Aggregate(
        name.value(),
        section.doc(),
        call.map(c -> type(section, c, argumentType)).orElse(ColumnTypes.UNKNOWN),
        call.map(AggregateCall::function).orElse(AggregateFunction.COUNT),
        argument.map(Text::value),
        of,
        where.map(w -> w.value().strip()),
        section.text("window").map(new WindowCheck(problems)::check).orElse(Window.UNLIMITED),
        argumentType);
  }

  /** The one stream that the feature reads; empty for all of them, and if it is wrong. */
  private Optional<String> of(Section section, boolean needsOne) {
    Optional<Text> of = section.text("of");
    List<String> names = inputs.stream().map(Input::stream).toList();
    if (of.isPresent() && !names.contains(of.get().value())) {
      section.report(
          "of",
          of.get(),
          "of "
              + of.get().written()
              + " is no stream of the set"
              + Nearest.hint(of.get().written(), names),
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

  private void checkCondition(Section section, Text where, SqlScope scope) {
    LogicalType type = expressions.typeOf(where, scope);
    if (!ColumnTypes.isUnknown(type) && !type.is(LogicalTypeRoot.BOOLEAN)) {
      section.report(
          "where",
          where,
          "where \"" + where.written() + "\" is " + type.asSummaryString(),
          "a condition is BOOLEAN");
    }
  }

  private LogicalType type(
      Section section, AggregateCall call, Optional<LogicalType> argumentType) {
    if (call.argument().isEmpty()) {
      return AggregateTypes.COUNT;
    }
    LogicalType argument = argumentType.orElse(ColumnTypes.UNKNOWN);
    if (ColumnTypes.isUnknown(argument)) {
      return ColumnTypes.UNKNOWN;
    }
    Optional<String> problem = AggregateTypes.problemWith(call.function(), argument);
    Text text = section.text("agg").orElseThrow();
    problem.ifPresent(
        p ->
            section.report(
                "agg",
                text,
                "agg \""
                    + text.written()
                    + "\" has an argument of type "
                    + argument.asSummaryString(),
                "this aggregate " + p));
    return problem.isPresent()
        ? ColumnTypes.UNKNOWN
        : AggregateTypes.resultType(call.function(), argument);
  }
}
