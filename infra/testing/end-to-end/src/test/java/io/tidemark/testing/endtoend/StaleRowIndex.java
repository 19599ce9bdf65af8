package io.tidemark.testing.endtoend;

import io.tidemark.backfill.RowDiff;
import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.types.Types;

/**
 * Rows that the late ledger calls stale, by feature set and entity; tests of late events compare a
 * {@link RowDiff} with it.
 */
public final class StaleRowIndex {

  private final Map<String, Map<String, List<Stale>>> bySet = new HashMap<>();

  /** Epoch milliseconds, both inclusive. */
  private record Stale(long first, long last) {}

  public static StaleRowIndex read(Table table) throws IOException {
    StaleRowIndex rows = new StaleRowIndex();
    try (CloseableIterable<Record> records = IcebergGenerics.read(table).build()) {
      records.forEach(rows::add);
    }
    return rows;
  }

  private void add(Record row) {
    String entity =
        ((Map<?, ?>) row.getField("entity"))
            .entrySet().stream()
                .map(e -> e.getKey() + "=" + e.getValue())
                .sorted()
                .collect(Collectors.joining(", "));
    bySet
        .computeIfAbsent((String) row.getField("feature_set"), s -> new HashMap<>())
        .computeIfAbsent(entity, e -> new ArrayList<>())
        .add(new Stale(millis(row, "stale_from", 0), millis(row, "stale_to", Long.MAX_VALUE)));
  }

  private static long millis(Record row, String column, long otherwise) {
    OffsetDateTime time = (OffsetDateTime) row.getField(column);
    return time == null ? otherwise : time.toInstant().toEpochMilli();
  }

  /** Filters the differences that no entry names. */
  public List<RowDiff> unnamed(String set, List<RowDiff> differences) {
    return differences.stream().filter(d -> !names(set, entity(d), d.time())).toList();
  }

  /** Number of rows of the table before that time which an entry names. */
  public long named(String set, Table table, Instant end) throws IOException {
    List<String> columns =
        table.schema().columns().stream()
            .map(Types.NestedField::name)
            .takeWhile(name -> !name.equals("event_time"))
            .toList();
    List<String> read = new ArrayList<>(columns);
    read.add("event_time");
    long named = 0;
    try (CloseableIterable<Record> rows = IcebergGenerics.read(table).select(read).build()) {
      for (Record row : rows) {
        String entity =
            columns.stream().map(c -> c + "=" + row.getField(c)).collect(Collectors.joining(", "));
        long time = millis(row, "event_time", 0);
        named += time < end.toEpochMilli() && names(set, entity, time) ? 1 : 0;
      }
    }
    return named;
  }

  private boolean names(String set, String entity, long time) {
    return bySet.get(set).getOrDefault(entity, List.of()).stream()
        .anyMatch(s -> s.first() <= time && time <= s.last());
  }

  /** {@code customer_id=7} of {@code customer_id=7, event_time=…}. */
  private static String entity(RowDiff difference) {
    return difference.row().substring(0, difference.row().indexOf(", event_time="));
  }

  /** Number of entries of the set. */
  public long size(String set) {
    return bySet.get(set).values().stream().mapToLong(List::size).sum();
  }
}
