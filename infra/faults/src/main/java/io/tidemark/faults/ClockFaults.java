package io.tidemark.faults;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** What happens to the time of day. */
final class ClockFaults {

  private static final List<Duration> FROM_MACHINE =
      List.of(
          Duration.ofHours(1),
          Duration.ofDays(-1),
          Duration.ofMinutes(-5),
          Duration.ofDays(2),
          Duration.ofSeconds(-30),
          Duration.ZERO);

  private ClockFaults() {}

  /** The clock of the job or of the broker jumps, and stays there. */
  static String jump(Plant plant, Step step) throws IOException {
    boolean job = step.choice() % 2 == 0;
    Clock clock = job ? plant.jobClock() : plant.brokerClock();
    if (!clock.canJump()) {
      return "SKIPPED: libfaketime is not installed";
    }
    Duration fromMachine = FROM_MACHINE.get(step.choice() / 2 % FROM_MACHINE.size());
    clock.jumpTo(fromMachine);
    return "the clock of the %s is %s from the machine's"
        .formatted(job ? "job" : "broker", fromMachine);
  }
}
