package io.tidemark.testing.faults.check;

import io.tidemark.definition.FeatureSet;
import io.tidemark.lake.Lake;
import io.tidemark.lake.ledger.LateLedger;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;

/**
 * Rows of a feature set that the late ledger calls stale, by entity and time; {@link
 * FeatureTopicCheck} exempts them.
 */
final class LedgerStaleRows {

  private final FeatureSet set;
  private final Map<Map<String, String>, List<Span>> byEntity = new HashMap<>();

  /** Both included; {@code to} is null where there is no end. */
  private record Span(Comparable<Object> from, Comparable<Object> to) {
    boolean covers(Object time) {
      return from.compareTo(time) <= 0 && (to == null || to.compareTo(time) >= 0);
    }
  }

  private LedgerStaleRows(FeatureSet set) {
    this.set = set;
  }

  static LedgerStaleRows of(Lake lake, FeatureSet set) throws IOException {
    LedgerStaleRows stale = new LedgerStaleRows(set);
    try (CloseableIterable<Record> entries =
        IcebergGenerics.read(lake.table(LateLedger.TABLE))
            .where(Expressions.equal("feature_set", set.name()))
            .build()) {
      entries.forEach(stale::add);
    }
    return stale;
  }

  @SuppressWarnings("unchecked")
  private void add(Record entry) {
    Map<String, String> entity = new HashMap<>();
    ((Map<?, ?>) entry.getField("entity"))
        .forEach((column, value) -> entity.put(column.toString(), value.toString()));
    byEntity
        .computeIfAbsent(entity, e -> new ArrayList<>())
        .add(
            new Span(
                (Comparable<Object>) entry.getField("stale_from"),
                (Comparable<Object>) entry.getField("stale_to")));
  }

  /**
   * @param entity values of the set's entity columns
   */
  boolean contain(List<Object> entity, Object time) {
    Map<String, String> named = new HashMap<>();
    for (int i = 0; i < entity.size(); i++) {
      named.put(set.entity().get(i).name(), String.valueOf(entity.get(i)));
    }
    return byEntity.getOrDefault(named, List.of()).stream().anyMatch(span -> span.covers(time));
  }
}
