package io.tidemark.testing.faults.check;

import io.tidemark.backfill.RowDiff;
import io.tidemark.definition.FeatureSet;
import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;

/**
 * Rows that the late ledger calls stale, by feature set, entity and time. {@link FeatureTopicCheck}
 * exempts them, and tests of late events compare {@link RowDiff}s with them.
 */
public final class StaleRowIndex {

  private final Map<String, Map<Map<String, String>, List<Span>>> bySet = new HashMap<>();

  /** Both included; {@code to} is null where there is no end. */
  private record Span(OffsetDateTime from, OffsetDateTime to) {
    boolean covers(OffsetDateTime time) {
      return from.compareTo(time) <= 0 && (to == null || to.compareTo(time) >= 0);
    }
  }

  private StaleRowIndex() {}

  /**
   * Reads what the ledger has now.
   *
   * @param ledger the table of {@link io.tidemark.lake.ledger.LateLedger}
   */
  public static StaleRowIndex read(Table ledger) throws IOException {
    StaleRowIndex rows = new StaleRowIndex();
    try (CloseableIterable<Record> entries = IcebergGenerics.read(ledger).build()) {
      entries.forEach(rows::add);
    }
    return rows;
  }

  private void add(Record entry) {
    Map<String, String> entity = new HashMap<>();
    ((Map<?, ?>) entry.getField("entity"))
        .forEach((column, value) -> entity.put(column.toString(), value.toString()));
    bySet
        .computeIfAbsent((String) entry.getField("feature_set"), s -> new HashMap<>())
        .computeIfAbsent(entity, e -> new ArrayList<>())
        .add(
            new Span(
                (OffsetDateTime) entry.getField("stale_from"),
                (OffsetDateTime) entry.getField("stale_to")));
  }

  /**
   * Whether an entry names the row.
   *
   * @param entity values of the set's entity columns
   */
  public boolean contains(FeatureSet set, List<Object> entity, OffsetDateTime time) {
    Map<String, String> byColumn = new HashMap<>();
    for (int i = 0; i < entity.size(); i++) {
      byColumn.put(set.entity().get(i).name(), String.valueOf(entity.get(i)));
    }
    return contains(set, byColumn, time);
  }

  private boolean contains(FeatureSet set, Map<String, String> entity, OffsetDateTime time) {
    return of(set).getOrDefault(entity, List.of()).stream().anyMatch(span -> span.covers(time));
  }

  /** Filters the differences that no entry names. */
  public List<RowDiff> unnamed(FeatureSet set, List<RowDiff> differences) {
    return differences.stream()
        .filter(row -> !contains(set, entity(row.row()), time(row.time())))
        .toList();
  }

  /** Number of rows of the set's table before that time which an entry names. */
  public long named(FeatureSet set, Table table, Instant end) throws IOException {
    List<String> columns = new ArrayList<>();
    set.entity().forEach(column -> columns.add(column.name()));
    columns.add("event_time");
    long named = 0;
    try (CloseableIterable<Record> rows = IcebergGenerics.read(table).select(columns).build()) {
      for (Record row : rows) {
        List<Object> entity = set.entity().stream().map(c -> row.getField(c.name())).toList();
        OffsetDateTime time = (OffsetDateTime) row.getField("event_time");
        named += time.toInstant().isBefore(end) && contains(set, entity, time) ? 1 : 0;
      }
    }
    return named;
  }

  /** Number of entries of the set. */
  public long size(FeatureSet set) {
    return of(set).values().stream().mapToLong(List::size).sum();
  }

  private Map<Map<String, String>, List<Span>> of(FeatureSet set) {
    return bySet.getOrDefault(set.name(), Map.of());
  }

  /** Columns of {@code customer_id=7, event_time=...} before the time. */
  private static Map<String, String> entity(String row) {
    Map<String, String> entity = new HashMap<>();
    for (String column : row.substring(0, row.indexOf(", event_time=")).split(", ")) {
      String[] parts = column.split("=", 2);
      entity.put(parts[0], parts[1]);
    }
    return entity;
  }

  private static OffsetDateTime time(long millis) {
    return Instant.ofEpochMilli(millis).atOffset(ZoneOffset.UTC);
  }
}
