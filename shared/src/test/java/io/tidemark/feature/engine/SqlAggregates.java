package io.tidemark.feature.engine;

import static io.tidemark.feature.engine.SqlFeatureSpec.exact;

import java.util.ArrayList;
import java.util.List;

/**
 * The aggregates in DuckDB's SQL, as {@link SqlFeatureSpec}s; those of doubles that it rounds
 * otherwise are only near.
 */
final class SqlAggregates {

  private static final String COUNT = "(count($v) $f)";
  private static final String SUM = "(sum($v) $f)";
  private static final String CENTS = "((sum($v) $f) * 100)::HUGEINT";
  private static final String SQUARES =
      "(" + COUNT + " * (sum($v * $v) $f) - " + SUM + " * " + SUM + ")";
  private static final String POPULATION = SQUARES + " // (" + COUNT + " * " + COUNT + ")";
  private static final String SAMPLE =
      SQUARES + " // nullif(" + COUNT + " * (" + COUNT + " - 1), 0)";
  private static final String BY_FREQUENCY =
      "list_transform(list_sort(list_transform(map_entries(histogram($z) $f),"
          + " lambda e: {c: -e.value::BIGINT, v: e.key})), lambda e: e.v)";

  /** DuckDB's histogram finds no order among NaNs, so infinity stands in for them. */
  private static final String ORDERED =
      "CASE WHEN isnan($v) THEN 'Infinity'::DOUBLE WHEN $v = 'Infinity' THEN "
          + SqlFeatureSpec.AS_INFINITY
          + " ELSE $v + 0.0::DOUBLE END";

  private static final String NEWEST = "(list($v ORDER BY place DESC) $f)";

  private SqlAggregates() {}

  static List<SqlFeatureSpec> all() {
    List<SqlFeatureSpec> all = new ArrayList<>();
    counts(all);
    sums(all);
    variances(all);
    extremes(all);
    places(all);
    distributions(all);
    all.add(exact("bool_and", "b", "bool_and($v) $f"));
    all.add(exact("bool_or", "b", "bool_or($v) $f"));
    return all;
  }

  private static void counts(List<SqlFeatureSpec> all) {
    all.add(exact("count", "", "count(*) $f"));
    all.add(exact("count", "d", "count($v) $f"));
    for (String column : List.of("b", "i", "d", "x", "s")) {
      all.add(exact("count_distinct", column, "count(DISTINCT $v) $f"));
      all.add(exact("approx_count_distinct", column, "count(DISTINCT $v) $f").count());
    }
  }

  private static void sums(List<SqlFeatureSpec> all) {
    for (String column : List.of("i", "l", "d", "x")) {
      all.add(exact("sum", column, "sum($v) $f"));
    }
    all.add(exact("avg", "i", SUM + " // " + COUNT));
    all.add(exact("avg", "l", SUM + " // " + COUNT));
    all.add(exact("avg", "d", "avg($v) $f"));
    all.add(exact("sum", "g", "sum($v) $f").rounded());
    all.add(exact("avg", "g", "avg($v) $f").rounded());
    String halfUp = "(2 * abs(" + CENTS + ") * 10000 + " + COUNT + ") // (2 * " + COUNT + ")";
    String sign = "(CASE WHEN " + SUM + " < 0 THEN -1 ELSE 1 END)";
    all.add(exact("avg", "x", sign + " * (" + halfUp + ")").millionths());
  }

  private static void variances(List<SqlFeatureSpec> all) {
    all.add(exact("var_pop", "i", POPULATION));
    all.add(exact("var_samp", "i", SAMPLE));
    all.add(exact("stddev_pop", "i", "floor(sqrt(" + POPULATION + "))::BIGINT"));
    all.add(exact("stddev_samp", "i", "floor(sqrt(" + SAMPLE + "))::BIGINT"));
    for (String function : List.of("var_pop", "var_samp", "stddev_pop", "stddev_samp")) {
      all.add(exact(function, "g", function + "($v) $f").rounded());
    }
  }

  private static void extremes(List<SqlFeatureSpec> all) {
    for (String column : List.of("b", "i", "l", "d", "x", "s")) {
      all.add(exact("min", column, "min(" + zeroed(column) + ") $f"));
      all.add(exact("max", column, "max(" + zeroed(column) + ") $f"));
      String list = "(list(" + zeroed(column) + ") $f)";
      all.add(exact("smallest_n", column, "list_sort(" + list + ")[1:3]", 3L));
      all.add(exact("largest_n", column, "list_reverse_sort(" + list + ")[1:2]", 2L));
    }
  }

  private static void places(List<SqlFeatureSpec> all) {
    for (String column : SqlFeatureSpec.COLUMNS) {
      all.add(exact("first", column, "arg_min($v, place) $f"));
      all.add(exact("last", column, "arg_max($v, place) $f"));
      all.add(exact("last_n", column, NEWEST + "[1:3]", 3L));
    }
    for (String column : List.of("b", "i", "s")) {
      String firsts =
          "list_filter(" + NEWEST + ", lambda e, n: list_position(" + NEWEST + ", e) = n)";
      all.add(exact("last_distinct_n", column, firsts + "[1:2]", 2L));
    }
    for (String column : List.of("", "g")) {
      all.add(exact("time_since_first", column, "$t - (min(t) $f)"));
      all.add(exact("time_since_last", column, "$t - (max(t) $f)"));
    }
  }

  private static void distributions(List<SqlFeatureSpec> all) {
    for (String column : List.of("b", "i", "d", "x", "s")) {
      String key = column.equals("d") ? ORDERED : "$v";
      String byFrequency = BY_FREQUENCY.replace("$z", key);
      all.add(exact("top_k", column, "(" + byFrequency + ")[1:2]", 2L).ordered());
      all.add(exact("mode", column, "(" + byFrequency + ")[1]").ordered());
      all.add(exact("histogram", column, "histogram(" + key + ") $f").ordered());
      String bits = "CASE WHEN " + COUNT + " > 0 THEN entropy(" + key + ") $f END";
      all.add(exact("entropy", column, bits).rounded());
    }
    quantiles(all);
  }

  private static void quantiles(List<SqlFeatureSpec> all) {
    for (String share : List.of("0.0", "0.25", "0.5", "0.9", "0.99", "1.0")) {
      for (String column : List.of("i", "l", "d", "g", "x")) {
        String sql = "quantile_disc(" + zeroed(column) + ", " + share + ") $f";
        all.add(exact("quantile", column, sql, Double.valueOf(share)).quantile());
      }
    }
  }

  /** -0.0 is 0.0 where values are compared. */
  private static String zeroed(String column) {
    return column.equals("d") ? "($v + 0.0::DOUBLE)" : "$v";
  }
}
