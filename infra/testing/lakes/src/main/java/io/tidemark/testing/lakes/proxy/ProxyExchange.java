package io.tidemark.testing.lakes.proxy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** HTTP request and its response on their way through a {@link ProxyConnection}. */
public final class ProxyExchange {

  private final OutputStream client;
  private String line = "";
  private long sent;
  private long answered;
  private boolean replied;

  ProxyExchange(OutputStream client) {
    this.client = client;
  }

  /** Method, path and protocol. */
  public synchronized String line() {
    return line;
  }

  /** Bytes of the request that the server has. */
  public synchronized long sent() {
    return sent;
  }

  /** Bytes of the answer that the client has. */
  public synchronized long answered() {
    return answered;
  }

  /** Answers in the server's place; nothing else passes on this connection. */
  public void reply(String status, String body) throws IOException {
    synchronized (this) {
      replied = true;
    }
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    String head =
        "HTTP/1.1 %s\r\nContent-Length: %d\r\nConnection: close\r\n\r\n"
            .formatted(status, bytes.length);
    client.write(head.getBytes(StandardCharsets.US_ASCII));
    client.write(bytes);
    client.flush();
  }

  synchronized boolean isReplied() {
    return replied;
  }

  /** Another request on the same connection. */
  synchronized void begin(String requestLine) {
    line = requestLine;
    sent = 0;
    answered = 0;
  }

  synchronized void sent(int bytes) {
    sent += bytes;
  }

  synchronized void answered(int bytes) {
    answered += bytes;
  }
}
