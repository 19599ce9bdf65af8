package io.tidemark.definition;

import io.tidemark.definition.Draft.Text;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What stands under {@code agg}.
 *
 * @param argument empty for {@code count(*)}
 */
record AggregateCall(AggregateFunction function, Optional<Text> argument) {

  private static final Pattern SYNTAX = Pattern.compile("(?s)\\s*(\\w+)\\s*\\((.*)\\)\\s*");
  private static final List<String> NAMES =
      Arrays.stream(AggregateFunction.values())
          .map(f -> f.name().toLowerCase(Locale.ROOT))
          .toList();

  /** Empty if it cannot be read, which is then a problem. */
  static Optional<AggregateCall> parse(Text text, Problems problems) {
    Matcher matcher = SYNTAX.matcher(text.value());
    if (!matcher.matches() || !SqlText.of(matcher.group(2)).isBalanced()) {
      return refuse(text, "is no call of an aggregate", problems);
    }
    String name = matcher.group(1).toLowerCase(Locale.ROOT);
    if (!NAMES.contains(name)) {
      String what = "is no aggregate" + Nearest.hint(name, NAMES);
      return refuse(text, what, problems);
    }
    AggregateFunction function = AggregateFunction.valueOf(name.toUpperCase(Locale.ROOT));
    return call(text, function, matcher.group(2).strip(), problems);
  }

  private static Optional<AggregateCall> call(
      Text text, AggregateFunction function, String argument, Problems problems) {
    if (argument.equals("*")) {
      return function == AggregateFunction.COUNT
          ? Optional.of(new AggregateCall(function, Optional.empty()))
          : refuse(text, "takes an expression: only count takes *", problems);
    }
    if (argument.isEmpty() || SqlText.of(argument).isList()) {
      return refuse(text, "takes exactly one argument", problems);
    }
    if (argument.toLowerCase(Locale.ROOT).startsWith("distinct ")) {
      return refuse(text, "has DISTINCT: write count_distinct(x)", problems);
    }
    return Optional.of(new AggregateCall(function, Optional.of(new Text(argument, text.place()))));
  }

  private static Optional<AggregateCall> refuse(Text text, String what, Problems problems) {
    problems.add(
        text.place(),
        "agg \"" + text.written() + "\" " + what,
        "aggregates are count(*) and, with one argument, " + String.join(", ", NAMES),
        "agg: sum(price * quantity)");
    return Optional.empty();
  }
}
