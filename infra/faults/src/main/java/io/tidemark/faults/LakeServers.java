package io.tidemark.faults;

import io.tidemark.lakes.FaultyProxy;
import io.tidemark.lakes.ObjectStore;
import io.tidemark.lakes.RestCatalog;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The catalog and the object store of a lake, in processes of their own, behind proxies. */
final class LakeServers implements AutoCloseable {

  private final Deque<AutoCloseable> running = new ArrayDeque<>();
  private ObjectStore store;
  private RestCatalog catalog;
  private FaultyProxy storeProxy;
  private FaultyProxy catalogProxy;

  private LakeServers() {}

  /** A lake without servers. */
  static LakeServers none() {
    return new LakeServers();
  }

  /** The catalog, too, reaches the store through the store's proxy. */
  static LakeServers start(Path dir, List<Integer> ports) throws Exception {
    LakeServers servers = new LakeServers();
    try {
      servers.store = servers.opened(ObjectStore.start(RestPlace.store(dir), ports.get(0)));
      servers.storeProxy = servers.opened(FaultyProxy.start(ports.get(1), ports.get(0)));
      servers.catalog =
          servers.opened(
              RestCatalog.start(
                  dir.resolve("catalog"),
                  ports.get(2),
                  ObjectStore.properties(servers.storeProxy.endpoint())));
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

  ObjectStore store() {
    return store;
  }

  RestCatalog catalog() {
    return catalog;
  }

  FaultyProxy storeProxy() {
    return storeProxy;
  }

  FaultyProxy catalogProxy() {
    return catalogProxy;
  }

  @Override
  public void close() throws Exception {
    while (!running.isEmpty()) {
      running.pop().close();
    }
  }
}
