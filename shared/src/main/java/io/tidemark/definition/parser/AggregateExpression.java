package io.tidemark.definition.parser;

import io.tidemark.aggregate.AggregateFunction;
import io.tidemark.aggregate.AggregateFunction.Parameter;
import io.tidemark.aggregate.AggregateRegistry;
import io.tidemark.definition.SqlTokenizer;
import io.tidemark.definition.draft.ConfigNode.Text;
import io.tidemark.definition.draft.NameSuggestions;
import io.tidemark.definition.draft.ProblemCollector;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parsed call under the key {@code agg}: a function, its argument and its parameters, for {@link
 * AggregateFeatureParser}.
 *
 * @param argument empty for {@code *}
 */
record AggregateExpression(
    AggregateFunction function, Optional<Text> argument, List<Number> parameters) {

  private static final Pattern SYNTAX = Pattern.compile("(?s)\\s*(\\w+)\\s*\\((.*)\\)\\s*");
  private static final String EXAMPLE = "agg: sum(price * quantity)";

  /** Empty if it cannot be read, which is then a problem. */
  static Optional<AggregateExpression> parse(Text text, ProblemCollector problems) {
    Matcher matcher = SYNTAX.matcher(text.value());
    if (!matcher.matches() || !SqlTokenizer.of(matcher.group(2)).isBalanced()) {
      return refuse(text, "is no call of an aggregate", problems);
    }
    String name = matcher.group(1).toLowerCase(Locale.ROOT);
    Optional<AggregateFunction> function = AggregateRegistry.find(name);
    if (function.isEmpty()) {
      String hint = NameSuggestions.hint(name, AggregateRegistry.names());
      return refuse(text, "is no aggregate" + hint, problems);
    }
    return call(text, function.get(), SqlTokenizer.of(matcher.group(2)).items(), problems);
  }

  private static Optional<AggregateExpression> call(
      Text text, AggregateFunction function, List<String> items, ProblemCollector problems) {
    String argument = items.get(0);
    if (argument.toLowerCase(Locale.ROOT).startsWith("distinct ")) {
      return refuse(text, "has DISTINCT: write count_distinct(x)", problems);
    }
    List<Parameter> wanted = function.parameters();
    if (argument.isEmpty() || items.size() != wanted.size() + 1) {
      return misused(text, function, problems);
    }
    boolean star = argument.equals("*");
    if (star && !function.takesStar()) {
      return refuse(text, "takes an expression, not *", problems);
    }
    List<Number> numbers = new ArrayList<>();
    for (int i = 0; i < wanted.size(); i++) {
      Optional<Number> number = ParameterParser.read(wanted.get(i), items.get(i + 1));
      if (number.isEmpty()) {
        return misplaced(text, function, wanted.get(i), items.get(i + 1), problems);
      }
      numbers.add(number.get());
    }
    Optional<Text> expression =
        star ? Optional.empty() : Optional.of(new Text(argument, text.place()));
    return Optional.of(new AggregateExpression(function, expression, List.copyOf(numbers)));
  }

  private static Optional<AggregateExpression> misused(
      Text text, AggregateFunction function, ProblemCollector problems) {
    String what =
        function.parameters().isEmpty()
            ? "takes exactly one argument"
            : "is not of the form " + form(function, ParameterParser::name);
    problems.add(
        text.place(),
        "agg \"" + text.written() + "\" " + what,
        "it is " + form(function, ParameterParser::name) + ": " + function.doc(),
        "agg: " + form(function, ParameterParser::example));
    return Optional.empty();
  }

  private static Optional<AggregateExpression> misplaced(
      Text text,
      AggregateFunction function,
      Parameter parameter,
      String given,
      ProblemCollector problems) {
    problems.add(
        text.place(),
        "agg \"" + text.written() + "\" has " + given + " as its " + parameter.name(),
        ParameterParser.rule(parameter),
        "agg: " + form(function, ParameterParser::example));
    return Optional.empty();
  }

  private interface Item {
    String of(Parameter parameter);
  }

  private static String form(AggregateFunction function, Item item) {
    StringBuilder form = new StringBuilder(function.name()).append("(x");
    function.parameters().forEach(p -> form.append(", ").append(item.of(p)));
    return form.append(")").toString();
  }

  private static Optional<AggregateExpression> refuse(
      Text text, String what, ProblemCollector problems) {
    problems.add(
        text.place(),
        "agg \"" + text.written() + "\" " + what,
        "aggregates are " + String.join(", ", AggregateRegistry.names()),
        EXAMPLE);
    return Optional.empty();
  }
}
