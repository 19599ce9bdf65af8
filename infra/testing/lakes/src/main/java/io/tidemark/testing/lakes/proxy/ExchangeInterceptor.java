package io.tidemark.testing.lakes.proxy;

import java.io.IOException;

/**
 * What a proxy does with the bytes that come. It may wait, and answer in the server's place; if it
 * lets fewer bytes pass than there are, the connection is reset behind them.
 */
public interface ExchangeInterceptor {

  /** All passes. */
  ExchangeInterceptor PASS = new ExchangeInterceptor() {};

  /** How many bytes of a request go on to the server. */
  default int request(ProxyExchange exchange, int bytes) throws IOException, InterruptedException {
    return bytes;
  }

  /** How many bytes of an answer go on to the client. */
  default int answer(ProxyExchange exchange, int bytes) throws IOException, InterruptedException {
    return bytes;
  }
}
