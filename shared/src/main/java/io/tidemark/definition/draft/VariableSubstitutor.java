package io.tidemark.definition.draft;

import io.tidemark.definition.draft.ConfigNode.Entries;
import io.tidemark.definition.draft.ConfigNode.Entry;
import io.tidemark.definition.draft.ConfigNode.Items;
import io.tidemark.definition.draft.ConfigNode.Text;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replaces {@code ${VAR}} and {@code ${VAR:-default}} in the scalars of a configuration tree.
 * Problems go on showing the text as it was written ({@link ConfigNode.Text#written()}): a variable
 * may be a password.
 */
public final class VariableSubstitutor {

  private static final Pattern REFERENCE =
      Pattern.compile("\\$\\{(?:([A-Za-z_][A-Za-z0-9_]*)(?::-([^}]*))?\\}|)");

  private final Function<String, String> variables;
  private final ProblemCollector problems;

  public VariableSubstitutor(Function<String, String> variables, ProblemCollector problems) {
    this.variables = variables;
    this.problems = problems;
  }

  public ConfigNode substitute(ConfigNode draft) {
    if (draft instanceof Entries mapping) {
      return new Entries(
          mapping.entries().stream().map(e -> new Entry(e.key(), substitute(e.value()))).toList(),
          mapping.place());
    }
    if (draft instanceof Items list) {
      return new Items(list.items().stream().map(this::substitute).toList(), list.place());
    }
    Text text = (Text) draft;
    String value =
        REFERENCE
            .matcher(text.value())
            .replaceAll(reference -> Matcher.quoteReplacement(value(reference, text)));
    return new Text(value, text.written(), text.place());
  }

  private String value(MatchResult reference, Text text) {
    String name = reference.group(1);
    if (name == null) {
      report(text, "a variable is not closed or has no good name");
      return "?";
    }
    String value = variables.apply(name);
    String byDefault = reference.group(2);
    if (byDefault != null) {
      return value == null || value.isEmpty() ? byDefault : value;
    }
    if (value == null) {
      report(text, "the variable " + name + " is not set");
      return "?";
    }
    return value;
  }

  private void report(Text text, String what) {
    problems.add(
        text.place(),
        what,
        "${VAR} reads the process environment; ${VAR:-default} also if VAR is not set",
        "${KAFKA_PASSWORD}");
  }
}
