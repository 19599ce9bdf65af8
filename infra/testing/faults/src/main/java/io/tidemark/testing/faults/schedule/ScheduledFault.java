package io.tidemark.testing.faults.schedule;

import java.time.Duration;

/**
 * Step of a {@link FaultSchedule}: a {@link FaultKind}, with the choices that were drawn for it.
 *
 * @param number from 1
 * @param after how long the job works before the fault
 * @param hold how long the fault lasts, or how long after its moment it strikes
 * @param choice what else there is to choose, not negative
 * @param parallelism of the job that is started next
 */
public record ScheduledFault(
    int number, FaultKind fault, Duration after, Duration hold, int choice, int parallelism) {

  @Override
  public String toString() {
    return "step %d: after %d ms %s (hold %d ms, choice %d), then parallelism %d"
        .formatted(number, after.toMillis(), fault.title(), hold.toMillis(), choice, parallelism);
  }
}
