package io.tidemark.definition.sql;

import io.tidemark.definition.SqlTokenizer;
import io.tidemark.definition.draft.ConfigNode.Text;
import io.tidemark.definition.draft.NameSuggestions;
import io.tidemark.definition.draft.ProblemCollector;
import io.tidemark.definition.sql.RexOperatorVisitor.Operator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.table.expressions.ResolvedExpression;
import org.apache.flink.table.types.logical.LogicalType;

/**
 * Validates SQL scalar expressions and infers their types with {@link SqlPlanner}. It refuses what
 * is no function of the row alone (clocks, randomness, aggregates, subqueries, windows), since a
 * backfill could not repeat it.
 */
public final class ExpressionValidator {

  private static final String EXAMPLE = "price * quantity";
  private static final String SCALAR = "an expression is one SQL scalar expression of Flink";
  private static final Pattern NO_COLUMN = Pattern.compile("(?s).*Unknown identifier '(.*?)'.*");
  private static final Pattern NO_FUNCTION =
      Pattern.compile("No match found for function signature (\\w+)\\(.*");

  private final SqlPlanner planner;
  private final ProblemCollector problems;

  public ExpressionValidator(SqlPlanner planner, ProblemCollector problems) {
    this.planner = planner;
    this.problems = problems;
  }

  /** The type; {@link ColumnTypes#UNKNOWN} if the expression is wrong, which is then a problem. */
  public LogicalType typeOf(Text sql, SqlScope scope) {
    Optional<String> column = SqlTokenizer.column(sql.value(), scope.known());
    if (column.isPresent()) {
      return scope.known().getTypeAt(scope.known().getFieldIndex(column.get()));
    }
    boolean reported = scope.isBrokenFor(sql.value()) || isRefused(sql, scope);
    return reported ? ColumnTypes.UNKNOWN : plan(sql, scope);
  }

  private boolean isRefused(Text sql, SqlScope scope) {
    SqlTokenizer text = SqlTokenizer.of(sql.value());
    if (text.onlyName().isPresent() && !text.isKeyword()) {
      return refuseColumn(sql, text.onlyName().get(), scope);
    }
    if (text.hasComment()) {
      return refuse(sql, "has a comment", "comments are YAML's, # ..., and stand outside");
    }
    if (text.hasKeyword("SELECT") || text.hasKeyword("VALUES")) {
      return refuse(sql, "has a subquery", SCALAR + ", without SELECT");
    }
    return text.hasKeyword("OVER")
        && refuse(sql, "has an OVER window", "windows are those of agg: agg, window");
  }

  private LogicalType plan(Text sql, SqlScope scope) {
    try {
      ResolvedExpression expression = planner.resolve(sql.value(), scope.known());
      return RexOperatorVisitor.operators(expression).stream().anyMatch(o -> isRefused(o, sql))
          ? ColumnTypes.UNKNOWN
          : kept(sql, expression.getOutputDataType().getLogicalType());
    } catch (RuntimeException | AssertionError e) {
      report(sql, scope, PlannerErrorFormatter.of(e));
      return ColumnTypes.UNKNOWN;
    }
  }

  private boolean isRefused(Operator operator, Text sql) {
    if (operator.aggregate()) {
      return refuse(
          sql,
          "uses the aggregate or window function " + operator.name(),
          SCALAR + "; aggregates and windows are the business of agg and window");
    }
    boolean atRandom = !operator.deterministic() || operator.name().equals("SOURCE_WATERMARK");
    return atRandom
        && refuse(
            sql,
            "uses " + operator.name() + ", which is not a function of the event alone",
            "a feature depends on no clock, no randomness and no order of arrival, or a backfill"
                + " could not repeat it; use event_time");
  }

  private LogicalType kept(Text sql, LogicalType type) {
    LogicalType normal = AggregateTypes.normalise(type);
    Optional<String> problem = ColumnTypes.problemWith(normal);
    problem.ifPresent(
        p ->
            refuse(
                sql,
                "has the type " + type.asSummaryString() + ", which " + p,
                ColumnTypes.RULE,
                "CAST(... AS INT)"));
    return problem.isPresent() ? ColumnTypes.UNKNOWN : normal;
  }

  private void report(Text sql, SqlScope scope, String message) {
    Matcher noColumn = NO_COLUMN.matcher(message);
    Matcher noFunction = NO_FUNCTION.matcher(message);
    if (noColumn.matches()) {
      refuseColumn(sql, noColumn.group(1), scope);
    } else if (noFunction.matches()) {
      String name = noFunction.group(1);
      String hint = NameSuggestions.hint(name, planner.functionNames());
      refuse(
          sql,
          "calls " + name + ", which is no function of these arguments" + hint,
          "functions are Flink SQL's and those under functions:");
    } else {
      refuse(sql, "is not right: " + message, SCALAR + "; names that are SQL words need backticks");
    }
  }

  private boolean refuseColumn(Text sql, String name, SqlScope scope) {
    List<String> names = scope.names();
    return refuse(
        sql,
        "reads "
            + name
            + ", which "
            + scope.title()
            + " does not have"
            + NameSuggestions.hint(name, names),
        "columns of " + scope.title() + ": " + String.join(", ", names),
        names.get(0));
  }

  private boolean refuse(Text sql, String what, String rule) {
    return refuse(sql, what, rule, EXAMPLE);
  }

  private boolean refuse(Text sql, String what, String rule, String example) {
    problems.add(sql.place(), "expression \"" + sql.written() + "\" " + what, rule, example);
    return true;
  }
}
