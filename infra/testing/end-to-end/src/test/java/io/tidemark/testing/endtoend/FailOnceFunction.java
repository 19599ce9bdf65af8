package io.tidemark.testing.endtoend;

import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.table.functions.ScalarFunction;

/**
 * Scalar function that returns its argument, and makes its task fail once where a test has asked
 * for it ({@link InterruptionKind#TASK_FAILS}). It throws an error, as if memory were short: an
 * exception would be the expression's own, which ends the job.
 */
public final class FailOnceFunction extends ScalarFunction {

  private static final long serialVersionUID = 1L;
  private static final int CALM = 0;
  private static final int ARMED = 1;
  private static final int STUMBLED = 2;
  private static final AtomicInteger STATE = new AtomicInteger(CALM);

  public Long eval(Long value) {
    if (STATE.compareAndSet(ARMED, STUMBLED)) {
      throw new AssertionError("stumbled because a test has asked for it");
    }
    return value;
  }

  static void arm() {
    STATE.set(ARMED);
  }

  static boolean hasStumbled() {
    return STATE.get() == STUMBLED;
  }
}
