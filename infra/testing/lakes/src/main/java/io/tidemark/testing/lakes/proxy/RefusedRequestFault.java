package io.tidemark.testing.lakes.proxy;

import java.io.IOException;

/**
 * Answers every request with {@code 503 Slow Down}, or closes its connection without a response;
 * installed by {@link FaultyProxy#set}.
 */
public final class RefusedRequestFault extends ProxyFault {

  private static final String SLOW_DOWN =
      "<Error><Code>SlowDown</Code><Message>Reduce your request rate.</Message></Error>";

  private final boolean silent;

  /**
   * @param silent whether connections are closed instead
   */
  public RefusedRequestFault(boolean silent) {
    this.silent = silent;
  }

  @Override
  public int request(ProxyExchange exchange, int bytes) throws IOException {
    if (silent) {
      strike();
      return 0;
    }
    if (exchange.sent() == 0) {
      strike();
      exchange.reply("503 Slow Down", SLOW_DOWN);
    }
    return bytes;
  }
}
