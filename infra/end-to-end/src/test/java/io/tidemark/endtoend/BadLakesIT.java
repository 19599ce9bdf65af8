package io.tidemark.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.cli.Tidemark;
import io.tidemark.lakes.ObjectStore;
import io.tidemark.lakes.Postgres;
import io.tidemark.local.Ports;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lakes that are not there, not ours, or cannot be written to: what a user is told, and how. */
final class BadLakesIT {

  private static final String PIPELINE =
      """
      pipeline: shop
      streams:
        orders:
          topic: shop.orders
          columns: { id: BIGINT NOT NULL, at: BIGINT NOT NULL }
          id: id
          time: at
          imports:
            old: { format: json }
      """;

  @TempDir private static Path dir;
  private static ObjectStore store;
  private static Postgres postgres;

  @BeforeAll
  static void startServers() throws Exception {
    store = ObjectStore.start(dir.resolve("store"), Ports.free(1).get(0));
    postgres = Postgres.start(dir.resolve("postgres"), Ports.free(1).get(0));
    Files.writeString(dir.resolve("shop.yaml"), PIPELINE);
    Files.writeString(dir.resolve("orders.json"), "{\"id\": 1, \"at\": 1546300800000}\n");
  }

  @AfterAll
  static void stopServers() throws Exception {
    store.close();
    postgres.close();
  }

  private record Said(int code, String text) {}

  private static Said run(Map<String, String> catalog, String... command) throws IOException {
    String lines =
        catalog.entrySet().stream()
            .map(e -> "  " + e.getKey() + ": \"" + e.getValue() + "\"")
            .collect(Collectors.joining("\n"));
    Path environment =
        Files.writeString(
            dir.resolve("environment.yaml"),
            "kafka: { bootstrap.servers: \"localhost:1\" }\ncheckpoints: \"file://"
                + dir
                + "/checkpoints\"\ncatalog:\n"
                + lines
                + "\n");
    StringWriter text = new StringWriter();
    PrintWriter out = new PrintWriter(text);
    String[] words = new String[command.length + 3];
    words[0] = command[0];
    words[1] = dir.resolve("shop.yaml").toString();
    System.arraycopy(command, 1, words, 2, command.length - 1);
    words[command.length + 1] = "-e";
    words[command.length + 2] = environment.toString();
    int code = Tidemark.run(out, out, words);
    return new Said(code, text.toString());
  }

  private static Map<String, String> sqlite(String warehouse, Map<String, String> more) {
    Map<String, String> catalog = new HashMap<>(more);
    catalog.put("type", "jdbc");
    catalog.put("uri", "jdbc:sqlite:" + dir.resolve("catalog-" + System.nanoTime() + ".db"));
    catalog.put("warehouse", warehouse);
    return catalog;
  }

  private static Map<String, String> s3() {
    return new HashMap<>(ObjectStore.properties(store.endpoint()));
  }

  /** A problem of the user's: what is wrong, no stack trace, no secret. */
  private static void assertSaid(Map<String, String> catalog, String location, String... what)
      throws IOException {
    Said said = run(catalog, "import", "old", location);
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
