package io.tidemark.lake;

import static org.apache.iceberg.TableProperties.METRICS_MODE_COLUMN_CONF_PREFIX;

import io.tidemark.definition.TimePartitioning;
import java.util.Map;
import java.util.TreeMap;
import org.apache.iceberg.Table;
import org.apache.iceberg.UpdateProperties;

/**
 * Properties that have Iceberg keep bounds of the columns that readers filter by: sort order,
 * partition column and Kafka coordinates. Iceberg's own default covers the first hundred columns
 * only, and of a text the first sixteen characters. {@link TableCreator} sets them.
 */
final class ColumnMetrics {

  /** Prefix of the columns of Kafka coordinates. */
  private static final String COORDINATES = "_kafka_";

  private static final String WHOLE = "full";
  private static final String CUT = "truncate(16)";

  private ColumnMetrics() {}

  /** Properties of such a table. */
  static Map<String, String> properties(TableLayout layout) {
    Map<String, String> properties = new TreeMap<>();
    layout.order().forEach(column -> properties.put(key(column), CUT));
    layout.columns().stream()
        .map(TableLayout.LayoutColumn::name)
        .filter(name -> name.startsWith(COORDINATES))
        .forEach(name -> properties.put(key(name), WHOLE));
    if (layout.partitioning() != TimePartitioning.NONE) {
      properties.put(key(layout.partitionColumn()), WHOLE);
    }
    return properties;
  }

  /** Sets them on a table of an earlier version; values that somebody has chosen stay. */
  static void complete(Table table, TableLayout layout) {
    Map<String, String> missing = properties(layout);
    missing.keySet().removeIf(table.properties()::containsKey);
    if (!missing.isEmpty()) {
      UpdateProperties update = table.updateProperties();
      missing.forEach(update::set);
      update.commit();
    }
  }

  private static String key(String column) {
    return METRICS_MODE_COLUMN_CONF_PREFIX + column;
  }
}
