package io.tidemark.lakes;

import java.time.Duration;

/** So many bytes a second either way on a connection, and each answer late. */
public final class Slow extends Spoiling {

  private final int bytesPerSecond;
  private final Duration delay;

  /**
   * @param delay of the first byte of an answer
   */
  public Slow(int bytesPerSecond, Duration delay) {
    this.bytesPerSecond = bytesPerSecond;
    this.delay = delay;
  }

  @Override
  public int request(Exchange exchange, int bytes) throws InterruptedException {
    Thread.sleep(1000L * bytes / bytesPerSecond);
    return bytes;
  }

  @Override
  public int answer(Exchange exchange, int bytes) throws InterruptedException {
    if (exchange.answered() == 0) {
      strike();
      Thread.sleep(delay.toMillis());
    }
    Thread.sleep(1000L * bytes / bytesPerSecond);
    return bytes;
  }
}
