package io.tidemark.testing.endtoend;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.quickstart.ShopMessage;
import io.tidemark.quickstart.ShopMessage.Fate;
import io.tidemark.testing.faults.check.FeatureRows;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.iceberg.Schema;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * Oracle that computes the features with SQL windows in DuckDB, over the messages as they were sent
 * and without a line of the product. {@link ParitySuite} compares its rows.
 */
final class SqlWindowOracle implements AutoCloseable {

  private static final List<String> FIELDS =
      List.of(
          "event_id",
          "occurred_at",
          "customer_id",
          "kind",
          "product_id",
          "category",
          "price",
          "quantity",
          "country",
          "device",
          "payment_id",
          "paid_at",
          "payer_id",
          "card_id",
          "amount",
          "approved",
          "risk_score");

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  private final Connection duckdb;
  private final Set<String> answered = new HashSet<>();

  private SqlWindowOracle(Connection duckdb) {
    this.duckdb = duckdb;
  }

  static SqlWindowOracle of(ShopMessages messages) throws Exception {
    SqlWindowOracle oracle = new SqlWindowOracle(DriverManager.getConnection("jdbc:duckdb:"));
    oracle.execute("SET threads = 2; SET memory_limit = '1GB'");
    oracle.load(messages);
    oracle.execute(resource("events"));
    return oracle;
  }

  /** All rows that the feature set's table should hold, in the types of that table. */
  FeatureRows rows(String set, Schema schema) throws Exception {
    String table = "expected_" + set;
    if (answered.add(set)) {
      execute("CREATE TABLE " + table + " AS " + resource(set));
    }
    try (Statement statement = duckdb.createStatement();
        ResultSet result = statement.executeQuery("SELECT * FROM " + table)) {
      return DuckDbRowReader.read(result, schema);
    }
  }

  private void load(ShopMessages messages) throws Exception {
    String columns = FIELDS.stream().map(f -> ", " + f + " VARCHAR").collect(Collectors.joining());
    execute("CREATE TABLE arrivals (topic VARCHAR" + columns + ")");
    try (DuckDBAppender appender =
        duckdb.unwrap(DuckDBConnection.class).createAppender("main", "arrivals")) {
      for (ShopMessage message : messages.all()) {
        if (message.fate() != Fate.MALFORMED) {
          append(message, appender);
        }
      }
    }
  }

  private static void append(ShopMessage message, DuckDBAppender appender) throws Exception {
    JsonNode event = JSON.readTree(message.value());
    appender.beginRow().append(message.topic());
    for (String field : FIELDS) {
      JsonNode value = event.get(field);
      appender.append(value == null ? null : value.asText());
    }
    appender.endRow();
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = duckdb.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String resource(String name) throws IOException {
    try (InputStream sql = SqlWindowOracle.class.getResourceAsStream("/oracle/" + name + ".sql")) {
      if (sql == null) {
        throw new AssertionError("DuckDB is not asked about " + name + ": write its SQL");
      }
      return new String(sql.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Override
  public void close() throws SQLException {
    duckdb.close();
  }
}
