package io.tidemark.testing.faults.process;

import java.time.Duration;
import java.util.concurrent.Callable;

/** Polls until something has happened, such as the output of a {@link ChildProcess}. */
public final class ConditionAwait {

  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final long POLL_MILLIS = 100;

  private ConditionAwait() {}

  /**
   * Waits for a few minutes at the most.
   *
   * @throws IllegalStateException if it has not happened by then
   */
  public static void until(String what, Callable<Boolean> happened) throws Exception {
    until(what, PATIENCE, POLL_MILLIS, happened);
  }

  /**
   * @throws IllegalStateException if it has not happened within that time
   */
  public static void until(
      String what, Duration patience, long pollMillis, Callable<Boolean> happened)
      throws Exception {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!happened.call()) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException(
            "waited %d s in vain: %s".formatted(patience.toSeconds(), what));
      }
      Thread.sleep(pollMillis);
    }
  }
}
