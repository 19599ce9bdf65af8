package io.tidemark.feature.engine;

import io.tidemark.aggregate.AggregateCall;
import io.tidemark.aggregate.ValueType;
import io.tidemark.definition.Window;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;

/**
 * An aggregate together with the SQL by which DuckDB computes it; {@link SqlAggregates} lists them.
 *
 * @param slot -1 for all of an event
 * @param sql with $v for the column, $f for what says which events are seen, $t for the row's time
 * @param expected what DuckDB's value allows
 */
record SqlFeatureSpec(
    String function,
    int slot,
    List<Number> parameters,
    String sql,
    UnaryOperator<Object> expected) {

  /** The columns of the events, in the order of the slots. */
  static final List<String> COLUMNS = List.of("b", "i", "l", "d", "g", "x", "s");

  static final List<ValueType> SLOTS =
      List.of(
          ValueType.BOOLEAN,
          ValueType.INT,
          ValueType.BIGINT,
          ValueType.DOUBLE,
          ValueType.DOUBLE,
          ValueType.decimal(18, 2),
          ValueType.STRING);

  /** What stands for infinity where infinity stands for NaN. */
  static final double AS_INFINITY = 1e300;

  private static final int AVERAGE_SCALE = 6;

  /** A feature over a window, of all events or of some, as SQL has it. */
  record Chosen(FeatureSpec spec, SqlFeatureSpec feature) {

    /**
     * @param over behind the filter
     * @param time of the row
     */
    String sql(String over, String time) {
      String column = feature.column();
      String filter = "FILTER (WHERE " + column + " IS NOT NULL" + conditions() + ")" + over;
      return feature.sql.replace("$v", column).replace("$f", filter).replace("$t", time);
    }

    private String conditions() {
      return (spec.condition() < 0 ? "" : " AND b")
          + (spec.stream() < 0 ? "" : " AND stream = " + spec.stream());
    }
  }

  private String column() {
    return slot < 0 ? "place" : COLUMNS.get(slot);
  }

  Chosen choose(Window window, Random random) {
    ValueType type = slot < 0 ? null : SLOTS.get(slot);
    AggregateCall call = new AggregateCall(function, type, parameters);
    int condition = random.nextInt(3) == 0 ? 0 : -1;
    int stream = random.nextInt(4) == 0 ? random.nextInt(2) : -1;
    return new Chosen(new FeatureSpec(call, slot, condition, stream, window), this);
  }

  /** The value to the bit. */
  static SqlFeatureSpec exact(String function, String column, String sql, Number... parameters) {
    return new SqlFeatureSpec(
        function, COLUMNS.indexOf(column), List.of(parameters), sql, value -> value);
  }

  SqlFeatureSpec rounded() {
    return expecting(value -> new ToleranceRule.Relative(((Number) value).doubleValue()));
  }

  SqlFeatureSpec quantile() {
    return expecting(value -> new ToleranceRule.Quantile(((Number) value).doubleValue()));
  }

  SqlFeatureSpec count() {
    return expecting(value -> new ToleranceRule.Count(((Number) value).longValue()));
  }

  /** DuckDB's value is in millionths. */
  SqlFeatureSpec millionths() {
    return expecting(value -> new BigDecimal((BigInteger) value, AVERAGE_SCALE));
  }

  /** DuckDB has {@link #AS_INFINITY} for infinity, and infinity for NaN. */
  SqlFeatureSpec ordered() {
    return expecting(SqlFeatureSpec::restored);
  }

  private static Object restored(Object value) {
    if (value instanceof List<?> list) {
      return list.stream().map(SqlFeatureSpec::restored).toList();
    }
    if (value instanceof Map<?, ?> map) {
      Map<Object, Object> restored = new LinkedHashMap<>();
      map.forEach((key, count) -> restored.put(restored(key), count));
      return restored;
    }
    if (Double.valueOf(Double.POSITIVE_INFINITY).equals(value)) {
      return Double.NaN;
    }
    return Double.valueOf(AS_INFINITY).equals(value) ? (Object) Double.POSITIVE_INFINITY : value;
  }

  private SqlFeatureSpec expecting(UnaryOperator<Object> other) {
    return new SqlFeatureSpec(
        function, slot, parameters, sql, value -> value == null ? null : other.apply(value));
  }
}
