package io.tidemark.testing.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.localkafka.PortFinder;
import io.tidemark.testing.lakes.PostgresServer;
import io.tidemark.testing.lakes.S3ProxyServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lakes that are not there, not ours, or cannot be written to: what a user is told, and how. */
@Tag("long")
final class BadLakesIT {

  @TempDir private static Path dir;
  private static S3ProxyServer store;
  private static PostgresServer postgres;

  @BeforeAll
  static void startServers() throws Exception {
    store = S3ProxyServer.start(dir.resolve("store"), PortFinder.free(1).get(0));
    postgres = PostgresServer.start(dir.resolve("postgres"), PortFinder.free(1).get(0));
    Files.writeString(dir.resolve("orders.json"), "{\"id\": 1, \"at\": 1546300800000}\n");
  }

  @AfterAll
  static void stopServers() throws Exception {
    store.close();
    postgres.close();
  }

  private static Map<String, String> sqlite(String warehouse, Map<String, String> more) {
    Map<String, String> catalog = new HashMap<>(more);
    catalog.put("type", "jdbc");
    catalog.put("uri", "jdbc:sqlite:" + dir.resolve("catalog-" + System.nanoTime() + ".db"));
    catalog.put("warehouse", warehouse);
    return catalog;
  }

  private static Map<String, String> s3() {
    return new HashMap<>(S3ProxyServer.properties(store.endpoint()));
  }

  /** A problem of the user's: what is wrong, no stack trace, no secret. */
  private static void assertSaid(Map<String, String> catalog, String location, String... what)
      throws IOException {
    ImportedOrdersFixture shop = new ImportedOrdersFixture(dir);
    ImportedOrdersFixture.Said said =
        shop.run(shop.environment("shop", catalog), "import", "old", location);
    assertThat(said.code()).as(said.text()).isEqualTo(2);
    assertThat(said.text()).contains(what).contains("rule:").contains("example:");
    assertThat(said.text()).doesNotContain("\tat ", "sesame", "tidemark-secret");
  }

  private static String orders() {
    return dir.resolve("orders.json").toString();
  }

  private static Map<String, String> with(String property, String value) {
    Map<String, String> properties = s3();
    properties.put(property, value);
    return properties;
  }

  @Test
  void theStoreRefusesTheKeys() throws Exception {
    Map<String, String> secret = with("s3.secret-access-key", "open-sesame-open");
    assertSaid(sqlite("s3://lake/w", secret), orders(), "catalog tidemark", "signature");
    Map<String, String> key = with("s3.access-key-id", "sesame-nobody");
    assertSaid(sqlite("s3://lake/w", key), orders(), "catalog tidemark", "Forbidden");
  }

  @Test
  void thereIsNoSuchBucket() throws Exception {
    String missing = "The specified bucket does not exist";
    assertSaid(sqlite("s3://nowhere/w", s3()), orders(), "catalog tidemark", missing);
    assertSaid(sqlite("s3://lake/w", s3()), "s3://nowhere/x", "s3://nowhere/x", missing);
  }

  @Test
  void nobodyAnswers() throws Exception {
    Map<String, String> gone = with("s3.endpoint", "http://127.0.0.1:1");
    assertSaid(sqlite("s3://lake/w", gone), orders(), "Connection refused");
    Map<String, String> database = with("type", "jdbc");
    database.put("uri", "jdbc:postgresql://127.0.0.1:1/postgres");
    database.put("warehouse", "s3://lake/w");
    assertSaid(database, orders(), "catalog tidemark", "Connection refused");
  }

  @Test
  void theDatabaseRefusesTheUser() throws Exception {
    Map<String, String> database = with("type", "jdbc");
    database.put("uri", postgres.url());
    database.put("jdbc.user", "nobody");
    database.put("jdbc.password", "open-sesame");
    database.put("warehouse", "s3://lake/w");
    assertSaid(database, orders(), "role \"<jdbc.user>\" does not exist");
  }

  /** Not even root writes there. */
  @Test
  void theWarehouseCannotBeWrittenTo() throws Exception {
    assertSaid(sqlite("/sys/tidemark", Map.of()), orders(), "Failed to create file: <warehouse>");
  }
}
