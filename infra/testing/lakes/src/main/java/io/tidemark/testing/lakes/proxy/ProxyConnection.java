package io.tidemark.testing.lakes.proxy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Connection of a client through a {@link FaultyProxy}, with one thread for each direction. */
final class ProxyConnection {

  private static final Pattern REQUEST_LINE =
      Pattern.compile("\\A((?:GET|HEAD|POST|PUT|DELETE|PATCH|OPTIONS) \\S+ HTTP/1\\.1)\r\n");

  /** Asks for the rest of the request, and says nothing of what became of it. */
  private static final String INTERIM = "HTTP/1.1 100 ";

  private static final int BUFFER = 8192;

  private final Socket client;
  private final Socket server;
  private final Supplier<ExchangeInterceptor> behaviour;
  private final Consumer<ProxyConnection> ended;
  private final ProxyExchange exchange;

  ProxyConnection(
      Socket client,
      Socket server,
      Supplier<ExchangeInterceptor> behaviour,
      Consumer<ProxyConnection> ended)
      throws IOException {
    this.client = client;
    this.server = server;
    this.behaviour = behaviour;
    this.ended = ended;
    this.exchange = new ProxyExchange(client.getOutputStream());
  }

  static void daemon(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }

  void start() {
    daemon("requests", () -> untilItEnds(client, this::request));
    daemon("answers", () -> untilItEnds(server, this::answer));
  }

  /** Hands on what was read; tells whether the connection goes on. */
  private interface Direction {
    boolean pass(byte[] buffer, int bytes) throws IOException, InterruptedException;
  }

  private void untilItEnds(Socket from, Direction direction) {
    try {
      InputStream in = from.getInputStream();
      byte[] buffer = new byte[BUFFER];
      int bytes = in.read(buffer);
      while (bytes >= 0 && direction.pass(buffer, bytes)) {
        bytes = in.read(buffer);
      }
      if (bytes >= 0) {
        reset();
      }
    } catch (IOException | InterruptedException e) {
      reset();
    }
    close(client);
    close(server);
    ended.accept(this);
  }

  private boolean request(byte[] buffer, int bytes) throws IOException, InterruptedException {
    Matcher line = REQUEST_LINE.matcher(text(buffer, bytes));
    if (line.find()) {
      exchange.begin(line.group(1));
    }
    int passing = behaviour.get().request(exchange, bytes);
    write(server.getOutputStream(), buffer, passing);
    exchange.sent(passing);
    return passing == bytes;
  }

  private boolean answer(byte[] buffer, int bytes) throws IOException, InterruptedException {
    boolean interim = text(buffer, bytes).startsWith(INTERIM);
    int passing = interim ? bytes : behaviour.get().answer(exchange, bytes);
    write(client.getOutputStream(), buffer, passing);
    exchange.answered(interim ? 0 : passing);
    return passing == bytes;
  }

  private void write(OutputStream out, byte[] buffer, int bytes) throws IOException {
    if (!exchange.isReplied()) {
      out.write(buffer, 0, bytes);
    }
  }

  private static String text(byte[] buffer, int bytes) {
    return new String(buffer, 0, bytes, StandardCharsets.ISO_8859_1);
  }

  /** Both sides see a connection that breaks, not one that ends. */
  void reset() {
    for (Socket socket : new Socket[] {client, server}) {
      try {
        socket.setSoLinger(true, 0);
      } catch (IOException e) {
        // closed before
      }
      close(socket);
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // nobody listens any more
    }
  }
}
