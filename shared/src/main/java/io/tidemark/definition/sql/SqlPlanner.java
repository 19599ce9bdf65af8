package io.tidemark.definition.sql;

import io.tidemark.definition.sql.FunctionParser.Function;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.table.api.internal.TableEnvironmentInternal;
import org.apache.flink.table.expressions.ResolvedExpression;
import org.apache.flink.table.types.logical.RowType;

/**
 * Flink's SQL planner, started lazily: that costs seconds, and expressions that are plain columns
 * never need it. See {@link ExpressionValidator}.
 */
public final class SqlPlanner {

  private final List<Function> functions;
  private TableEnvironmentInternal environment;

  public SqlPlanner(List<Function> functions) {
    this.functions = List.copyOf(functions);
  }

  /** Whether an expression has needed it yet. */
  boolean isStarted() {
    return environment != null;
  }

  /**
   * Resolves an expression, with its type.
   *
   * @throws RuntimeException or an AssertionError: the planner has many ways to refuse
   */
  ResolvedExpression resolve(String sql, RowType columns) {
    return environment().getParser().parseSqlExpression(sql, columns, null);
  }

  /** Names of the functions that expressions may call. */
  List<String> functionNames() {
    return Arrays.stream(environment().listFunctions())
        .map(name -> name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toUpperCase(Locale.ROOT))
        .toList();
  }

  private TableEnvironmentInternal environment() {
    if (environment == null) {
      environment =
          (TableEnvironmentInternal) TableEnvironment.create(EnvironmentSettings.inStreamingMode());
      environment.getConfig().set("table.local-time-zone", "UTC");
      functions.forEach(f -> environment.createTemporarySystemFunction(f.name(), f.type()));
    }
    return environment;
  }
}
