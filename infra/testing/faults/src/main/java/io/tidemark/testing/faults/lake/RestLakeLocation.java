package io.tidemark.testing.faults.lake;

import io.tidemark.testing.lakes.S3ProxyServer;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * REST catalog and object store, both behind proxies ({@link LakeServers}); {@link LakeKind#REST}.
 *
 * @param ports of the store, of its proxy, of the catalog, of its proxy
 */
public record RestLakeLocation(List<Integer> ports) implements LakeLocation {

  static final int PORTS = 4;

  /** Timeout of a request, shorter than usual, so that outages have an effect. */
  public static final Duration CLIENT_PATIENCE = Duration.ofSeconds(10);

  private static final List<String> TIMEOUTS =
      List.of(
          "rest.client.connection-timeout-ms",
          "rest.client.socket-timeout-ms",
          "http-client.apache.socket-timeout-ms");

  @Override
  public Map<String, String> catalog(Path dir) {
    Map<String, String> properties = properties(endpoint(1), endpoint(3));
    String millis = String.valueOf(CLIENT_PATIENCE.toMillis());
    TIMEOUTS.forEach(timeout -> properties.put(timeout, millis));
    return properties;
  }

  /** Past the proxies, and patient. */
  @Override
  public Map<String, String> safeCatalog(Path dir) {
    return properties(endpoint(0), endpoint(2));
  }

  private static Map<String, String> properties(URI store, URI catalog) {
    Map<String, String> properties = new HashMap<>(S3ProxyServer.properties(store));
    properties.put("type", "rest");
    properties.put("uri", catalog.toString());
    return properties;
  }

  private URI endpoint(int index) {
    return URI.create("http://127.0.0.1:" + ports.get(index));
  }

  @Override
  public Path warehouse(Path dir) {
    return S3ProxyServer.file(store(dir), "warehouse");
  }

  static Path store(Path dir) {
    return dir.resolve("store");
  }

  @Override
  public LakeServers start(Path dir) throws Exception {
    return LakeServers.start(dir, ports);
  }
}
