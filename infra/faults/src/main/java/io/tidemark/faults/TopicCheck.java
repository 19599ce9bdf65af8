package io.tidemark.faults;

import io.tidemark.definition.FeatureSet;
import io.tidemark.lake.Lake;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.iceberg.Table;

/** Whether the newest message of every entity is the newest row of the table, to the bit. */
final class TopicCheck {

  private TopicCheck() {}

  /** What is wrong; nothing if empty. */
  static List<String> problems(Site site, Lake lake, FeatureSet set) throws IOException {
    Table table = lake.table(set.name());
    FeatureRows rows = FeatureRows.read(table);
    Map<List<Object>, List<Object>> newest = new HashMap<>();
    FeatureMessages.read(site.bootstrapServers(), set.topic().orElseThrow(), table.schema())
        .forEach(row -> newest.put(rows.entity(row), row));
    Map<List<Object>, List<Object>> expected = rows.newest();
    Set<List<Object>> entities = new HashSet<>(expected.keySet());
    entities.addAll(newest.keySet());
    return entities.stream()
        .filter(e -> !expected.containsKey(e) || !expected.get(e).equals(newest.get(e)))
        .map(
            e ->
                "topic %s: %s is %s, not %s"
                    .formatted(set.name(), e, newest.get(e), expected.get(e)))
        .toList();
  }
}
