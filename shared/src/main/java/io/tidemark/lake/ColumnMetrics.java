package io.tidemark.lake;

import static org.apache.iceberg.TableProperties.METRICS_MODE_COLUMN_CONF_PREFIX;

import io.tidemark.definition.TimePartitioning;
import java.util.Map;
import java.util.TreeMap;
import org.apache.iceberg.Table;
import org.apache.iceberg.UpdateProperties;

/**
 * The columns whose bounds every file tells: Iceberg keeps those of the first hundred only, and of
 * a text its first sixteen letters. Readers skip files by them.
 */
final class ColumnMetrics {

  /** What the columns of Kafka coordinates begin with. */
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

  /** Tells it to a table of before; what somebody has chosen stays. */
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
