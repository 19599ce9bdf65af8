package io.tidemark.testing.faults.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import org.apache.flink.shaded.zookeeper3.org.apache.zookeeper.server.NIOServerCnxnFactory;
import org.apache.flink.shaded.zookeeper3.org.apache.zookeeper.server.ZooKeeperServer;

/**
 * ZooKeeper with one server in this process, for high availability of a {@link FlinkCluster}; no
 * fault strikes it.
 */
public final class LocalZooKeeperServer implements AutoCloseable {

  private static final int TICK_MILLIS = 500;
  private static final int CONNECTIONS = 100;

  private final NIOServerCnxnFactory server = new NIOServerCnxnFactory();

  /**
   * @param dir of its files
   */
  public LocalZooKeeperServer(Path dir) throws IOException {
    server.configure(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), CONNECTIONS);
    try {
      server.startup(new ZooKeeperServer(dir.toFile(), dir.toFile(), TICK_MILLIS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while ZooKeeper starts", e);
    }
  }

  public String address() {
    return "127.0.0.1:" + server.getLocalPort();
  }

  @Override
  public void close() {
    server.shutdown();
  }
}
