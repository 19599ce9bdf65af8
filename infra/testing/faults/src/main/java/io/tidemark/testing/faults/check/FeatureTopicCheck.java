package io.tidemark.testing.faults.check;

import io.tidemark.definition.FeatureSet;
import io.tidemark.lake.Lake;
import io.tidemark.lake.ledger.LateLedger;
import io.tidemark.testing.faults.deployment.TestWorkspace;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.iceberg.Table;

/**
 * Checks that the newest message of every entity is the newest row of the table, to the bit. Exempt
 * are rows that the late ledger calls stale ({@link StaleRowIndex}): a heal may have rewritten
 * them, in the table alone. A stale message without a row is of an event that was late only after
 * the job had started over.
 */
final class FeatureTopicCheck {

  private final FeatureSet set;
  private final FeatureRows rows;
  private final StaleRowIndex stale;
  private final Map<List<Object>, List<Object>> newest = new HashMap<>();

  private FeatureTopicCheck(TestWorkspace workspace, Lake lake, FeatureSet set, String topic)
      throws IOException {
    this.set = set;
    Table table = lake.table(set.name());
    this.rows = FeatureRows.read(table);
    this.stale = StaleRowIndex.read(lake.table(LateLedger.TABLE));
    FeatureMessages.read(workspace.bootstrapServers(), topic, table.schema())
        .forEach(row -> newest.put(rows.entity(row), row));
  }

  /** Problems found; none if empty, as of a set without a topic. */
  static List<String> problems(TestWorkspace workspace, Lake lake, FeatureSet set)
      throws IOException {
    return set.topic().isEmpty()
        ? List.of()
        : new FeatureTopicCheck(workspace, lake, set, set.topic().get()).problems();
  }

  private List<String> problems() {
    Map<List<Object>, List<Object>> expected = rows.newest();
    Set<List<Object>> entities = new HashSet<>(expected.keySet());
    entities.addAll(newest.keySet());
    return entities.stream()
        .filter(entity -> !agree(expected.get(entity), newest.get(entity)))
        .map(
            entity ->
                "topic %s: %s is %s, not %s"
                    .formatted(set.name(), entity, newest.get(entity), expected.get(entity)))
        .toList();
  }

  private boolean agree(List<Object> row, List<Object> message) {
    return equal(row, message) || isStale(row) || isStale(message);
  }

  private static boolean equal(List<Object> row, List<Object> message) {
    if (row == null || message == null) {
      return false;
    }
    for (int i = 0; i < row.size(); i++) {
      Object value = message.get(i);
      if (value != FeatureMessages.ABSENT && !Objects.equals(row.get(i), value)) {
        return false;
      }
    }
    return true;
  }

  private boolean isStale(List<Object> row) {
    if (row == null) {
      return false;
    }
    List<Object> entity = rows.entity(row);
    return stale.contains(set, entity, (OffsetDateTime) row.get(entity.size()));
  }
}
