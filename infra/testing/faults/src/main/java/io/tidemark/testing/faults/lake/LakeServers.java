package io.tidemark.testing.faults.lake;

import io.tidemark.testing.lakes.RestCatalogServer;
import io.tidemark.testing.lakes.S3ProxyServer;
import io.tidemark.testing.lakes.proxy.FaultyProxy;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Catalog and object store of a lake, in processes of their own, behind {@link FaultyProxy}s. */
public final class LakeServers implements AutoCloseable {

  private final Deque<AutoCloseable> running = new ArrayDeque<>();
  private S3ProxyServer store;
  private RestCatalogServer catalog;
  private FaultyProxy storeProxy;
  private FaultyProxy catalogProxy;

  private LakeServers() {}

  /** A lake without servers. */
  public static LakeServers none() {
    return new LakeServers();
  }

  /** The catalog, too, reaches the store through the store's proxy. */
  static LakeServers start(Path dir, List<Integer> ports) throws Exception {
    LakeServers servers = new LakeServers();
    try {
      servers.store =
          servers.opened(S3ProxyServer.start(RestLakeLocation.store(dir), ports.get(0)));
      servers.storeProxy = servers.opened(FaultyProxy.start(ports.get(1), ports.get(0)));
      servers.catalog =
          servers.opened(
              RestCatalogServer.start(
                  dir.resolve("catalog"),
                  ports.get(2),
                  S3ProxyServer.properties(servers.storeProxy.endpoint())));
      servers.catalogProxy = servers.opened(FaultyProxy.start(ports.get(3), ports.get(2)));
      return servers;
    } catch (Exception e) {
      servers.close();
      throw e;
    }
  }

  private <T extends AutoCloseable> T opened(T server) {
    running.push(server);
    return server;
  }

  public S3ProxyServer store() {
    return store;
  }

  public RestCatalogServer catalog() {
    return catalog;
  }

  public FaultyProxy storeProxy() {
    return storeProxy;
  }

  public FaultyProxy catalogProxy() {
    return catalogProxy;
  }

  @Override
  public void close() throws Exception {
    while (!running.isEmpty()) {
      running.pop().close();
    }
  }
}
