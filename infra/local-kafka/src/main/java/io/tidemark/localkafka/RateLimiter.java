package io.tidemark.localkafka;

import java.util.concurrent.locks.LockSupport;

/**
 * Holds a loop to a number of turns per second, evenly and without drifting; {@link
 * RateLimitedProducer} sends by it.
 */
public final class RateLimiter {

  private final double nanosPerTurn;
  private final long start = System.nanoTime();
  private long turns;

  /**
   * @param perSecond 0 for as fast as possible
   */
  public RateLimiter(double perSecond) {
    if (!(perSecond >= 0)) {
      throw new IllegalArgumentException("a rate is 0 or more messages a second: " + perSecond);
    }
    nanosPerTurn = perSecond == 0 ? 0 : 1e9 / perSecond;
  }

  /** Returns when the next turn is due. */
  public void await() {
    long due = start + (long) (turns++ * nanosPerTurn);
    while (due - System.nanoTime() > 0) {
      if (Thread.interrupted()) {
        Thread.currentThread().interrupt();
        throw new LocalKafkaException("Interrupted while sending");
      }
      LockSupport.parkNanos(due - System.nanoTime());
    }
  }
}
