package io.tidemark.testing.lakes;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Iceberg's own REST catalog in a process of its own ({@link RestCatalogMain}), backed by a SQLite
 * file, which outlives it.
 */
public final class RestCatalogServer implements AutoCloseable {

  private final Path dir;
  private final URI uri;
  private final Map<String, String> settings;
  private ServerProcess process;

  private RestCatalogServer(Path dir, URI uri, Map<String, String> settings) {
    this.dir = dir;
    this.uri = uri;
    this.settings = settings;
  }

  /**
   * Returns once it answers.
   *
   * @param dir of its file, absolute; made if missing
   * @param properties of the catalog behind it, such as warehouse and file IO
   */
  public static RestCatalogServer start(Path dir, int port, Map<String, String> properties)
      throws IOException, InterruptedException {
    Files.createDirectories(dir);
    Map<String, String> all = new HashMap<>(properties);
    all.put("catalog-impl", "org.apache.iceberg.jdbc.JdbcCatalog");
    all.put(
        "uri", "jdbc:sqlite:" + dir.resolve("catalog.db") + "?busy_timeout=60000&journal_mode=WAL");
    all.put("rest.port", String.valueOf(port));
    RestCatalogServer catalog =
        new RestCatalogServer(dir, URI.create("http://127.0.0.1:" + port), variables(all));
    catalog.restart();
    return catalog;
  }

  /** The server reads {@code CATALOG_S3_ACCESS__KEY__ID} as {@code s3.access-key-id}. */
  private static Map<String, String> variables(Map<String, String> properties) {
    Map<String, String> variables = new HashMap<>();
    properties.forEach(
        (key, value) ->
            variables.put(
                "CATALOG_" + key.replace("-", "__").replace('.', '_').toUpperCase(Locale.ROOT),
                value));
    return variables;
  }

  /** Starts it again after a kill; it has what it had. */
  public void restart() throws IOException, InterruptedException {
    process =
        ServerProcess.start(
            RestCatalogMain.class,
            List.of(),
            settings,
            dir.resolve("rest.log"),
            uri.resolve("/v1/config"));
  }

  /** Address that it listens on. */
  public URI uri() {
    return uri;
  }

  /** As {@code kill -9} does. */
  public void kill() throws InterruptedException {
    process.kill();
  }

  /** As {@code kill -STOP} does: connections stay, and nothing is answered. */
  public void pause() throws IOException, InterruptedException {
    process.signal("STOP");
  }

  /** Goes on, with all that was asked meanwhile. */
  public void resume() throws IOException, InterruptedException {
    process.signal("CONT");
  }

  @Override
  public void close() throws InterruptedException {
    kill();
  }
}
