package io.tidemark.localkafka;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds free ports of the loopback interface, and reports one that is taken; see {@link
 * EmbeddedKafkaBroker#start}.
 */
public final class PortFinder {

  private PortFinder() {}

  /** Returns different free ports, chosen by the system. */
  public static List<Integer> free(int count) {
    List<ServerSocket> sockets = new ArrayList<>();
    try {
      for (int i = 0; i < count; i++) {
        sockets.add(bind(0));
      }
      return sockets.stream().map(ServerSocket::getLocalPort).toList();
    } catch (IOException e) {
      throw new LocalKafkaException("No free port found: " + e.getMessage(), e);
    } finally {
      sockets.forEach(PortFinder::close);
    }
  }

  /** Fails with a readable message when something listens there already. */
  static void checkFree(int port) {
    try {
      bind(port).close();
    } catch (IOException e) {
      throw new LocalKafkaException(
          "Port " + port + " is taken: stop what listens there, or choose another port.", e);
    }
  }

  private static ServerSocket bind(int port) throws IOException {
    ServerSocket socket = new ServerSocket();
    try {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  private static void close(ServerSocket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new LocalKafkaException("Cannot release a port: " + e.getMessage(), e);
    }
  }
}
