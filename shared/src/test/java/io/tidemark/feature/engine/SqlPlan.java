package io.tidemark.feature.engine;

import io.tidemark.definition.Window;
import io.tidemark.feature.engine.SqlFeatureSpec.Chosen;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * A plan of every aggregate, each of some column, over one window, in SQL and for the engine. An
 * exact or unlimited window is a window of SQL; to one with a step, and to one at grid points, the
 * events are joined.
 *
 * @param grid milliseconds between the rows, 0 for a row at each event
 */
record SqlPlan(Window window, long grid, List<Chosen> features) {

  /** Columns that say which row it is. */
  static final int KEYS = 4;

  static SqlPlan of(Window window, long grid, Random random) {
    List<Chosen> features =
        SqlAggregates.all().stream().map(f -> f.choose(window, random)).toList();
    return new SqlPlan(window, grid, features);
  }

  FeaturePlan plan() {
    TriggerSpec trigger = grid == 0 ? TriggerSpec.EVERY_EVENT : new TriggerSpec.Every(grid);
    List<FeatureSpec> specs = features.stream().map(Chosen::spec).toList();
    return new FeaturePlan(SqlFeatureSpec.SLOTS, specs, trigger, 0);
  }

  String sql() {
    return grid == 0 && window.step().isEmpty() ? windowed() : joined();
  }

  private String windowed() {
    String start =
        window
            .length()
            .map(length -> "INTERVAL " + length.toMillis() + " MILLISECOND")
            .orElse("UNBOUNDED");
    return "SELECT entity, t, id, stream, "
        + columns(" OVER w", "t")
        + " FROM events WINDOW w AS (PARTITION BY entity ORDER BY ts RANGE BETWEEN "
        + start
        + " PRECEDING AND CURRENT ROW) ORDER BY entity, t, id, stream";
  }

  private String joined() {
    String events = "SELECT entity AS owner, t AS moment, id AS name, stream AS source FROM events";
    String row = "owner, moment, name, source";
    return String.format(
        "WITH asked AS (%s) SELECT %s, %s FROM asked LEFT JOIN events"
            + " ON entity = owner AND t >= %s AND t %s moment GROUP BY %s ORDER BY %s",
        grid == 0 ? events : points(),
        row,
        columns("", "moment"),
        tail("moment"),
        grid == 0 ? "<=" : "<",
        row,
        row);
  }

  /** The multiples of the grid's step before which an entity has events in the window. */
  private String points() {
    long most = 4L * RandomArrivalGenerator.MOST_TIME / grid;
    return String.format(
        "SELECT DISTINCT entity AS owner, point AS moment, '' AS name, -1 AS source FROM events,"
            + " (SELECT range * %d AS point FROM range(%d, %d)) WHERE t < point AND t >= %s",
        grid, -most, most, tail("point"));
  }

  private String tail(String time) {
    long length = window.length().orElseThrow().toMillis();
    long step = window.step().map(Duration::toMillis).orElse(1L);
    return String.format("floor((%s - %d) / %d::DOUBLE)::BIGINT * %d", time, length, step, step);
  }

  private String columns(String over, String time) {
    return features.stream().map(f -> f.sql(over, time)).collect(Collectors.joining(", "));
  }
}
