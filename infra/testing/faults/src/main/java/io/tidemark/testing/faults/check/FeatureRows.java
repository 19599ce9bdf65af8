package io.tidemark.testing.faults.check;

import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BinaryOperator;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.types.Types;

/**
 * Rows of a feature table by their identity: the columns up to the stream of the event, or up to
 * the time where rows are on a grid.
 *
 * <p>Values are those of Iceberg's generic reader, so that equal ones are equal to the bit. {@link
 * FeatureTopicCheck} compares them with {@link FeatureMessages}.
 */
public final class FeatureRows {

  private static final int SHOWN = 10;

  private final List<String> columns;
  private final int timeIndex;
  private final int identityArity;
  private final Map<List<Object>, List<Object>> byIdentity = new HashMap<>();
  private final List<String> repeated = new ArrayList<>();

  private FeatureRows(List<String> columns) {
    this.columns = columns;
    this.timeIndex = columns.indexOf("event_time");
    this.identityArity = Math.max(timeIndex, columns.indexOf("event_stream")) + 1;
  }

  /** None yet. */
  public static FeatureRows of(Schema schema) {
    return new FeatureRows(schema.columns().stream().map(Types.NestedField::name).toList());
  }

  /** Reads the rows of a table as it is now. */
  public static FeatureRows read(Table table) throws IOException {
    FeatureRows rows = of(table.schema());
    try (CloseableIterable<Record> records = IcebergGenerics.read(table).build()) {
      for (Record row : records) {
        List<Object> values = new ArrayList<>(row.size());
        for (int i = 0; i < row.size(); i++) {
          values.add(row.get(i));
        }
        rows.add(values);
      }
    }
    return rows;
  }

  public void add(List<Object> row) {
    List<Object> identity = row.subList(0, identityArity);
    if (byIdentity.put(identity, row) != null) {
      repeated.add(text(identity));
    }
  }

  public int size() {
    return byIdentity.size();
  }

  /** Number of values besides the identities. */
  public long values() {
    return (long) size() * (columns.size() - identityArity);
  }

  /** The columns of an entity. */
  public List<Object> entity(List<Object> row) {
    return row.subList(0, timeIndex);
  }

  /** Every entity's row of the newest event; of two at one moment that of the greater id. */
  public Map<List<Object>, List<Object>> newest() {
    Comparator<List<Object>> byTimeAndId =
        Comparator.comparing(this::time)
            .thenComparing(row -> row.get(Math.min(timeIndex + 1, identityArity - 1)).toString());
    Map<List<Object>, List<Object>> newest = new HashMap<>();
    byIdentity.values().forEach(r -> newest.merge(entity(r), r, BinaryOperator.maxBy(byTimeAndId)));
    return newest;
  }

  /** Rows before a time. */
  public FeatureRows before(Instant time) {
    FeatureRows rows = new FeatureRows(columns);
    byIdentity.values().stream()
        .filter(row -> time(row).toInstant().isBefore(time))
        .forEach(rows::add);
    rows.repeated.addAll(repeated);
    return rows;
  }

  private OffsetDateTime time(List<Object> row) {
    return (OffsetDateTime) row.get(timeIndex);
  }

  /** Fails with the first differences unless both have the same rows once each, to the bit. */
  public void requireEqual(FeatureRows expected) {
    if (!repeated.isEmpty()) {
      throw new AssertionError("rows that are there twice: " + first(repeated));
    }
    if (!columns.equals(expected.columns)) {
      throw new AssertionError("columns " + columns + ", not " + expected.columns);
    }
    List<String> differences = new ArrayList<>();
    byIdentity.forEach((id, row) -> compare(id, row, expected.byIdentity.get(id), differences));
    expected.byIdentity.keySet().stream()
        .filter(id -> !byIdentity.containsKey(id))
        .forEach(id -> differences.add("missing: " + text(id)));
    if (!differences.isEmpty()) {
      throw new AssertionError(differences.size() + " rows differ:" + first(differences));
    }
  }

  private void compare(
      List<Object> identity, List<Object> row, List<Object> expected, List<String> differences) {
    if (expected == null) {
      differences.add("not expected: " + text(identity));
    } else if (!row.equals(expected)) {
      differences.add(text(identity) + ": " + difference(row, expected));
    }
  }

  private String difference(List<Object> row, List<Object> expected) {
    List<String> parts = new ArrayList<>();
    for (int i = identityArity; i < columns.size(); i++) {
      if (!Objects.equals(row.get(i), expected.get(i))) {
        parts.add(columns.get(i) + " is " + row.get(i) + ", expected " + expected.get(i));
      }
    }
    return String.join("; ", parts);
  }

  private String text(List<Object> identity) {
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < identityArity; i++) {
      parts.add(columns.get(i) + "=" + identity.get(i));
    }
    return String.join(", ", parts);
  }

  private static String first(List<String> lines) {
    return "\n  " + String.join("\n  ", lines.stream().sorted().limit(SHOWN).toList());
  }
}
