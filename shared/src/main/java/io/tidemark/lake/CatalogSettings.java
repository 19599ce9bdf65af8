package io.tidemark.lake;

import io.tidemark.definition.UserException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.CatalogProperties;
import org.apache.iceberg.CatalogUtil;
import org.apache.iceberg.flink.CatalogLoader;

/**
 * Builds the Iceberg catalog loader of {@link Lake} from the environment's catalog properties, with
 * timeouts where Iceberg has none. The loader prints no property, wherever it is logged.
 */
final class CatalogSettings {

  private static final String SQLITE = "jdbc:sqlite:";
  private static final String BUSY_TIMEOUT = "jdbc.busy_timeout";
  private static final String SCHEMA_VERSION = "jdbc.schema-version";
  private static final String BUSY_MILLIS = "60000";

  /**
   * Iceberg's client waits for ever. A task that waits does not stop when it is told to, and Flink
   * ends the process after three minutes of that.
   */
  private static final Map<String, String> REST_TIMEOUTS =
      Map.of(
          "rest.client.connection-timeout-ms", "30000",
          "rest.client.socket-timeout-ms", "120000");

  private static final Map<String, String> IMPLEMENTATIONS =
      Map.of(
          CatalogUtil.ICEBERG_CATALOG_TYPE_HADOOP, CatalogUtil.ICEBERG_CATALOG_HADOOP,
          CatalogUtil.ICEBERG_CATALOG_TYPE_HIVE, CatalogUtil.ICEBERG_CATALOG_HIVE,
          CatalogUtil.ICEBERG_CATALOG_TYPE_REST, CatalogUtil.ICEBERG_CATALOG_REST,
          CatalogUtil.ICEBERG_CATALOG_TYPE_GLUE, CatalogUtil.ICEBERG_CATALOG_GLUE,
          CatalogUtil.ICEBERG_CATALOG_TYPE_NESSIE, CatalogUtil.ICEBERG_CATALOG_NESSIE,
          CatalogUtil.ICEBERG_CATALOG_TYPE_JDBC, CatalogUtil.ICEBERG_CATALOG_JDBC);

  private CatalogSettings() {}

  /**
   * Every kind goes by its class: the loaders that Iceberg has for REST and Hive print their
   * properties, secrets among them, wherever one of them is logged.
   */
  static CatalogLoader loader(String name, Map<String, String> given) {
    String implementation = implementation(name, given);
    return CatalogLoader.custom(
        name, withDefaults(name, given, implementation), hadoop(), implementation);
  }

  /** What is given has the last word. */
  static Map<String, String> withDefaults(
      String name, Map<String, String> given, String implementation) {
    Map<String, String> properties = new HashMap<>(given);
    if (implementation.equals(CatalogUtil.ICEBERG_CATALOG_REST)) {
      REST_TIMEOUTS.forEach(properties::putIfAbsent);
    }
    String uri = properties.getOrDefault(CatalogProperties.URI, "");
    if (uri.startsWith(SQLITE)) {
      // Several committers share one file: the driver waits for its lock, and does not fail a job.
      properties.putIfAbsent(BUSY_TIMEOUT, BUSY_MILLIS);
      properties.putIfAbsent(SCHEMA_VERSION, "V1"); // the older one warns at every opening
      createParent(name, uri.substring(SQLITE.length()));
    }
    return properties;
  }

  /** What Hadoop is told. */
  static Configuration hadoop() {
    Configuration hadoop = new Configuration();
    hadoop.setIfUnset("fs.file.impl", JavaLocalFileSystem.class.getName());
    return hadoop;
  }

  private static String implementation(String name, Map<String, String> properties) {
    String implementation = properties.get(CatalogProperties.CATALOG_IMPL);
    String type = properties.get(CatalogUtil.ICEBERG_CATALOG_TYPE);
    if (implementation != null && type == null) {
      return implementation;
    }
    if (implementation == null && type != null && IMPLEMENTATIONS.containsKey(type)) {
      return IMPLEMENTATIONS.get(type);
    }
    throw new UserException(
        "catalog " + name,
        implementation != null
            ? "type and catalog-impl are both given"
            : type == null ? "neither type nor catalog-impl is given" : "no such type: " + type,
        "a catalog has a type ("
            + String.join(", ", IMPLEMENTATIONS.keySet().stream().sorted().toList())
            + ") or a class, not both",
        "type: rest");
  }

  private static void createParent(String name, String location) {
    String file = location.replaceFirst("^file:", "").replaceFirst("\\?.*$", "");
    Path parent = file.isEmpty() || file.startsWith(":") ? null : Path.of(file).getParent();
    if (parent == null) {
      return;
    }
    try {
      Files.createDirectories(parent);
    } catch (IOException e) {
      throw CatalogErrors.because(name, Map.of(), new UncheckedIOException(e));
    }
  }
}
