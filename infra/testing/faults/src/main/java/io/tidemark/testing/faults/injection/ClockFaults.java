package io.tidemark.testing.faults.injection;

import io.tidemark.testing.faults.deployment.TestDeployment;
import io.tidemark.testing.faults.process.FakeTimeClock;
import io.tidemark.testing.faults.schedule.ScheduledFault;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Faults of clocks: those of job, broker and producers jump ({@link FakeTimeClock}); called by
 * {@link FaultInjector}.
 */
final class ClockFaults {

  /** Iceberg takes snapshots whose times go back by up to a minute. */
  private static final List<Duration> FOR_GOOD =
      List.of(Duration.ofSeconds(20), Duration.ofSeconds(-20), Duration.ZERO);

  private static final List<Duration> FOR_A_WHILE =
      List.of(Duration.ofMinutes(-5), Duration.ofHours(-1), Duration.ofDays(-1));

  private static final List<Duration> OF_THE_BROKER =
      List.of(
          Duration.ofHours(1),
          Duration.ofDays(-1),
          Duration.ofMinutes(-5),
          Duration.ofDays(2),
          Duration.ZERO);

  private static final int MOST_HOURS_AHEAD = 48;

  private ClockFaults() {}

  /** The clock of the job or of the broker jumps; far back, that of the job comes right again. */
  static String jump(TestDeployment deployment, ScheduledFault step) throws Exception {
    int choice = step.choice() / 4;
    return switch (step.choice() % 4) {
      case 0 -> jump("job", deployment.jobClock(), FOR_GOOD.get(choice % FOR_GOOD.size()));
      case 1 -> jumpAndBack(deployment, FOR_A_WHILE.get(choice % FOR_A_WHILE.size()), step.hold());
      default ->
          jump(
              "broker", deployment.brokerClock(), OF_THE_BROKER.get(choice % OF_THE_BROKER.size()));
    };
  }

  /** The clocks of all producers are hours ahead of the broker's from now on, or days. */
  static String producersAhead(TestDeployment deployment, ScheduledFault step) {
    Duration ahead = Duration.ofHours(2 + step.choice() % MOST_HOURS_AHEAD);
    return "the producers' clocks show " + deployment.load().shop().jump(Instant.now(), ahead);
  }

  private static String jumpAndBack(TestDeployment deployment, Duration fromMachine, Duration hold)
      throws Exception {
    String said = jump("job", deployment.jobClock(), fromMachine);
    Thread.sleep(hold.toMillis());
    return said + ", then " + jump("job", deployment.jobClock(), Duration.ZERO);
  }

  private static String jump(String whose, FakeTimeClock clock, Duration fromMachine)
      throws Exception {
    if (!clock.canJump()) {
      return "SKIPPED: libfaketime is not installed";
    }
    clock.jumpTo(fromMachine);
    return "the clock of the %s is %s from the machine's".formatted(whose, fromMachine);
  }
}
