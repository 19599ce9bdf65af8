package io.tidemark.definition.parser;

import io.tidemark.definition.DerivedFeatureOrder;
import io.tidemark.definition.Feature.Derived;
import io.tidemark.definition.draft.ConfigNode.Text;
import io.tidemark.definition.draft.ProblemCollector;
import io.tidemark.definition.sql.ColumnTypes;
import io.tidemark.definition.sql.ExpressionValidator;
import io.tidemark.definition.sql.SqlScope;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.types.logical.LogicalType;

/**
 * Parses the derived features of one set and infers their types, in {@link DerivedFeatureOrder}: an
 * expression is typed by those of the features that it reads.
 */
final class DerivedFeatureParser {

  /** Derived feature whose type is not yet known. */
  record Untyped(Text name, String doc, Text sql) {}

  private final ExpressionValidator expressions;
  private final ProblemCollector problems;

  DerivedFeatureParser(ExpressionValidator expressions, ProblemCollector problems) {
    this.expressions = expressions;
    this.problems = problems;
  }

  /**
   * The features by name.
   *
   * @param set what problems call the set
   * @param columns entity columns and aggregates, with their types
   */
  Map<String, Derived> check(String set, List<Untyped> features, Map<String, LogicalType> columns) {
    Map<String, Untyped> byName = new LinkedHashMap<>();
    features.forEach(f -> byName.put(f.name().value(), f));
    Map<String, String> expressionByName = new LinkedHashMap<>();
    byName.forEach((name, f) -> expressionByName.put(name, f.sql().value()));
    DerivedFeatureOrder order = DerivedFeatureOrder.of(expressionByName);
    order.cycles().forEach(cycle -> report(cycle, byName));

    Map<String, LogicalType> known = new LinkedHashMap<>(columns);
    byName.keySet().forEach(name -> known.put(name, ColumnTypes.UNKNOWN));
    Map<String, Derived> derived = new HashMap<>();
    for (String name : order.names()) {
      Untyped feature = byName.get(name);
      LogicalType type = expressions.typeOf(feature.sql(), SqlScope.of(set, known));
      known.put(name, type);
      derived.put(name, new Derived(name, feature.doc(), type, feature.sql().value().strip()));
    }
    return derived;
  }

  private void report(List<String> cycle, Map<String, Untyped> features) {
    Untyped first = features.get(cycle.get(0));
    problems.add(
        first.sql().place(),
        "cyclic sql: " + String.join(" -> ", cycle),
        "a derived feature never reads itself, not even through others",
        "sql: spend_30d / NULLIF(purchases_30d, 0)");
  }
}
