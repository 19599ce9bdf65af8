package io.tidemark.testing.lakes.proxy;

import java.io.IOException;

/**
 * Decides on the bytes that a {@link FaultyProxy} passes on. It may wait, or answer in the server's
 * place ({@link ProxyExchange#reply}); if it passes fewer bytes than there are, the connection is
 * reset behind them.
 */
public interface ExchangeInterceptor {

  /** All passes. */
  ExchangeInterceptor PASS = new ExchangeInterceptor() {};

  /** Number of bytes of a request that go on to the server. */
  default int request(ProxyExchange exchange, int bytes) throws IOException, InterruptedException {
    return bytes;
  }

  /** Number of bytes of a response that go on to the client. */
  default int answer(ProxyExchange exchange, int bytes) throws IOException, InterruptedException {
    return bytes;
  }
}
