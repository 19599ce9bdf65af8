package io.tidemark.testing.lakes.proxy;

import java.time.Duration;

/**
 * Limits the bytes per second in each direction of a connection, and delays each response;
 * installed by {@link FaultyProxy#set}.
 */
public final class SlowNetworkFault extends ProxyFault {

  private final int bytesPerSecond;
  private final Duration delay;

  /**
   * @param delay of the first byte of an answer
   */
  public SlowNetworkFault(int bytesPerSecond, Duration delay) {
    this.bytesPerSecond = bytesPerSecond;
    this.delay = delay;
  }

  @Override
  public int request(ProxyExchange exchange, int bytes) throws InterruptedException {
    Thread.sleep(1000L * bytes / bytesPerSecond);
    return bytes;
  }

  @Override
  public int answer(ProxyExchange exchange, int bytes) throws InterruptedException {
    if (exchange.answered() == 0) {
      strike();
      Thread.sleep(delay.toMillis());
    }
    Thread.sleep(1000L * bytes / bytesPerSecond);
    return bytes;
  }
}
