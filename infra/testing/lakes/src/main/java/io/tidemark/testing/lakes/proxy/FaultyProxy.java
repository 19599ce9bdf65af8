package io.tidemark.testing.lakes.proxy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * HTTP proxy between a server and its clients, which injects the faults of an {@link
 * ExchangeInterceptor}. It reads request lines: HTTP/1.1 without TLS, one request at a time on each
 * connection.
 *
 * <pre>{@code
 * FaultyProxy proxy = FaultyProxy.start(0, serverPort);
 * proxy.set(new SlowNetworkFault(50_000, Duration.ofMillis(400)));
 * proxy.set(ExchangeInterceptor.PASS);
 * }</pre>
 */
public final class FaultyProxy implements AutoCloseable {

  private final ServerSocket door;
  private final int target;
  private final Set<ProxyConnection> connections = ConcurrentHashMap.newKeySet();
  private volatile ExchangeInterceptor behaviour = ExchangeInterceptor.PASS;

  private FaultyProxy(ServerSocket door, int target) {
    this.door = door;
    this.target = target;
  }

  /**
   * @param port where it listens, on the loopback interface; 0 for a free one
   * @param target port of the server, which need not be there yet
   */
  public static FaultyProxy start(int port, int target) throws IOException {
    ServerSocket door = new ServerSocket();
    door.setReuseAddress(true);
    door.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    FaultyProxy proxy = new FaultyProxy(door, target);
    ProxyConnection.daemon("proxy of " + target, proxy::accept);
    return proxy;
  }

  /** Address that it listens on. */
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + door.getLocalPort());
  }

  /** From now on, for connections that are open, too. */
  public void set(ExchangeInterceptor next) {
    behaviour = next;
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        connect(door.accept());
      } catch (IOException e) {
        // the client is told by its connection's end; or the proxy is closed
      }
    }
  }

  private void connect(Socket client) throws IOException {
    Socket server = new Socket();
    try {
      server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target));
      ProxyConnection connection =
          new ProxyConnection(client, server, () -> behaviour, connections::remove);
      connections.add(connection);
      connection.start();
    } catch (IOException e) {
      client.close();
      server.close();
      throw e;
    }
  }

  @Override
  public void close() throws IOException {
    door.close();
    connections.forEach(ProxyConnection::reset);
  }
}
