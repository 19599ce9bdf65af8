package io.tidemark.feature.engine;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * The arrivals of all entities as a DuckDB table, and a view of the events: the first arrival of
 * each.
 */
final class DuckDbEventStore implements AutoCloseable {

  private static final String TABLE =
      """
      CREATE TABLE arrivals (entity INTEGER, t BIGINT, id VARCHAR, stream INTEGER,
        part INTEGER, off BIGINT,
        b BOOLEAN, i INTEGER, l BIGINT, d DOUBLE, g DOUBLE, x DECIMAL(18, 2), s VARCHAR)
      """;
  private static final String EVENTS =
      """
      CREATE TABLE events AS
      SELECT * EXCLUDE (part, off), make_timestamp_ms(t) AS ts,
        row_number() OVER (PARTITION BY entity ORDER BY t, id, stream) AS place
      FROM (
        SELECT * FROM arrivals QUALIFY
          row_number() OVER (PARTITION BY entity, t, id, stream ORDER BY part, off) = 1)
      """;

  private final Connection connection;

  private DuckDbEventStore(Connection connection) {
    this.connection = connection;
  }

  static DuckDbEventStore of(List<List<EventArrival>> entities) throws SQLException {
    DuckDbEventStore duckDb = new DuckDbEventStore(DriverManager.getConnection("jdbc:duckdb:"));
    duckDb.execute("SET threads = 2");
    duckDb.execute("SET memory_limit = '1GB'");
    duckDb.execute(TABLE);
    duckDb.load(entities);
    duckDb.execute(EVENTS);
    return duckDb;
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private void load(List<List<EventArrival>> entities) throws SQLException {
    try (DuckDBAppender appender =
        connection.unwrap(DuckDBConnection.class).createAppender("main", "arrivals")) {
      for (int entity = 0; entity < entities.size(); entity++) {
        for (EventArrival arrival : entities.get(entity)) {
          append(entity, arrival, appender);
        }
      }
    }
  }

  private static void append(int entity, EventArrival a, DuckDBAppender to) throws SQLException {
    to.beginRow().append(entity).append(a.time());
    to.append(new String(a.id(), StandardCharsets.UTF_8)).append(a.stream());
    to.append(a.partition()).append(a.offset());
    for (Object value : a.values()) {
      append(value, to);
    }
    to.endRow();
  }

  private static void append(Object value, DuckDBAppender to) throws SQLException {
    if (value == null) {
      to.appendNull();
    } else if (value instanceof Boolean truth) {
      to.append((boolean) truth);
    } else if (value instanceof Integer number) {
      to.append((int) number);
    } else if (value instanceof Long number) {
      to.append((long) number);
    } else if (value instanceof Double number) {
      to.append((double) number);
    } else if (value instanceof BigDecimal number) {
      to.append(number);
    } else {
      to.append((String) value);
    }
  }

  /** Takes a row; one after the other. */
  interface RowReader {
    void read(List<Object> row);
  }

  void query(String sql, RowReader reader) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      Object[] row = new Object[result.getMetaData().getColumnCount()];
      while (result.next()) {
        for (int i = 0; i < row.length; i++) {
          row[i] = value(result.getObject(i + 1));
        }
        reader.read(Arrays.asList(row));
      }
    }
  }

  private static Object value(Object value) throws SQLException {
    return value instanceof Array array ? Arrays.asList((Object[]) array.getArray()) : value;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
