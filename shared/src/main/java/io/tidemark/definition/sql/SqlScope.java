package io.tidemark.definition.sql;

import io.tidemark.definition.FeatureSet;
import io.tidemark.definition.SqlTokenizer;
import io.tidemark.definition.StreamDefinition;
import io.tidemark.definition.draft.NameRules;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.types.logical.LocalZonedTimestampType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;

/**
 * Scope of a SQL expression: the columns that it may read, with their types. In scopes of events
 * and of features {@code event_time} stands last; {@link ExpressionValidator} resolves against it.
 */
public final class SqlScope {

  /** Type of {@code event_time} in expressions over events: milliseconds, UTC. */
  public static final LogicalType EVENT_TIME = new LocalZonedTimestampType(false, 3);

  private final String title;
  private final Map<String, LogicalType> columns;

  private SqlScope(String title, Map<String, LogicalType> columns) {
    this.title = title;
    this.columns = new LinkedHashMap<>(columns);
  }

  /** Columns that arguments and conditions of aggregates over the stream read. */
  public static RowType ofEvents(StreamDefinition stream) {
    return of(stream).known();
  }

  /** Columns that the set's derived features read: its entity, its other features. */
  public static RowType ofFeatures(FeatureSet set) {
    Map<String, LogicalType> columns = new LinkedHashMap<>();
    set.entity().forEach(e -> columns.put(e.name(), e.type()));
    set.features().forEach(f -> columns.put(f.name(), f.type()));
    return of(set.name(), columns).known();
  }

  public static SqlScope of(StreamDefinition stream) {
    Map<String, LogicalType> columns = new LinkedHashMap<>();
    stream.columns().forEach(c -> columns.put(c.name(), c.type()));
    return of("stream " + stream.name(), columns);
  }

  public static SqlScope of(String title, Map<String, LogicalType> columns) {
    SqlScope scope = new SqlScope(title, columns);
    scope.columns.remove(NameRules.EVENT_TIME);
    scope.columns.put(NameRules.EVENT_TIME, EVENT_TIME);
    return scope;
  }

  /**
   * Scope of the records of files. They are no events yet, so it has no {@code event_time} but
   * their own.
   */
  public static SqlScope ofFiles(String title, Map<String, LogicalType> columns) {
    return new SqlScope(title, columns);
  }

  /** Name of the scope in problems. */
  String title() {
    return title;
  }

  public List<String> names() {
    return List.copyOf(columns.keySet());
  }

  /** Whether the expression reads something that is already reported as a problem. */
  boolean isBrokenFor(String sql) {
    return SqlTokenizer.references(sql, columns.keySet()).stream()
        .anyMatch(name -> ColumnTypes.isUnknown(columns.get(name)));
  }

  /** The columns whose types are known. */
  public RowType known() {
    List<RowType.RowField> fields = new ArrayList<>();
    columns.forEach(
        (name, type) -> {
          if (!ColumnTypes.isUnknown(type)) {
            fields.add(new RowType.RowField(name, type));
          }
        });
    return new RowType(false, fields);
  }
}
