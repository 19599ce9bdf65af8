package io.tidemark.testing.endtoend;

import java.time.Duration;
import java.util.concurrent.Callable;

/** Polls until another thread or process, such as a {@link TidemarkProcess}, has done something. */
public final class TestAwait {

  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final long POLL_MILLIS = 100;

  private TestAwait() {}

  public static void until(String what, Callable<Boolean> happened) throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!happened.call()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("waited " + PATIENCE + " in vain: " + what);
      }
      Thread.sleep(POLL_MILLIS);
    }
  }
}
