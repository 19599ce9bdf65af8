package io.tidemark.definition.sql;

import io.tidemark.definition.draft.ConfigNode.Entry;
import io.tidemark.definition.draft.ConfigNode.Text;
import io.tidemark.definition.draft.ConfigNodeChecks;
import io.tidemark.definition.draft.NameRules;
import io.tidemark.definition.draft.ProblemCollector;
import io.tidemark.definition.draft.SourceLocation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.functions.BuiltInFunctionDefinitions;
import org.apache.flink.table.functions.ScalarFunction;
import org.apache.flink.table.functions.UserDefinedFunctionHelper;

/**
 * Parses the key {@code functions}: loads the user's scalar functions, which {@link SqlPlanner}
 * then registers. Only deterministic ones are taken, or a backfill could not repeat a value.
 */
public final class FunctionParser {

  /** User-defined function that expressions may call. */
  public record Function(String name, Class<? extends ScalarFunction> type) {}

  private static final String EXAMPLE = "functions: { domain_of: com.acme.DomainOf }";

  private final ProblemCollector problems;
  private final NameRules names;

  public FunctionParser(ProblemCollector problems) {
    this.problems = problems;
    this.names = new NameRules(problems);
  }

  /** Functions that can be called, in file order. */
  public List<Function> check(List<Entry> entries) {
    List<Function> functions = new ArrayList<>();
    for (Entry entry : entries) {
      names.check(entry.key(), "function");
      checkNew(entry.key());
      if (entry.value() instanceof Text type) {
        load(type).ifPresent(t -> functions.add(new Function(entry.key().value(), t)));
      } else {
        String what = "function " + entry.key().written() + ConfigNodeChecks.is(entry.value());
        refuse(entry.value().place(), what, "a function is the name of a class");
      }
    }
    return functions;
  }

  private void checkNew(Text name) {
    boolean taken =
        BuiltInFunctionDefinitions.getDefinitions().stream()
            .anyMatch(f -> f.getName().equalsIgnoreCase(name.value().replace("_", "")));
    if (taken) {
      String what = "function " + name.written() + " has the name of one of Flink's";
      refuse(name.place(), what, "a user's function does not replace one of SQL's");
    }
  }

  private Optional<Class<? extends ScalarFunction>> load(Text name) {
    try {
      ClassLoader loader = Thread.currentThread().getContextClassLoader();
      Class<?> type = Class.forName(name.value().strip(), true, loader);
      Class<? extends ScalarFunction> scalar = type.asSubclass(ScalarFunction.class);
      UserDefinedFunctionHelper.validateClass(scalar);
      return checked(name, scalar);
    } catch (ClassNotFoundException | LinkageError e) {
      refuse(
          name.place(),
          "there is no class " + name.written(),
          "a function's class is on the class path, by its full name");
    } catch (ClassCastException | ValidationException e) {
      refuse(
          name.place(),
          "class " + name.written() + " is no scalar function",
          "a function is a public ScalarFunction of Flink with a constructor without parameters"
              + " and a public method eval");
    }
    return Optional.empty();
  }

  private Optional<Class<? extends ScalarFunction>> checked(
      Text name, Class<? extends ScalarFunction> type) {
    try {
      if (!type.getDeclaredConstructor().newInstance().isDeterministic()) {
        refuse(
            name.place(),
            "function " + name.written() + " is not deterministic",
            "a feature depends on no clock, no randomness and no order of arrival, or a backfill"
                + " could not repeat it");
      }
      return Optional.of(type);
    } catch (ReflectiveOperationException e) {
      refuse(
          name.place(),
          "class " + name.written() + " cannot be constructed",
          "the constructor of a function does not fail");
      return Optional.empty();
    }
  }

  private void refuse(SourceLocation place, String what, String rule) {
    problems.add(place, what, rule, EXAMPLE);
  }
}
