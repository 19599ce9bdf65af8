package io.tidemark.benchmarks.workload;

/**
 * Rows on the hour by a loop: at each full hour g, every customer with an event in [g - 1 d, g),
 * with the number and the sum of those, up to the last hour that is complete. In place of an
 * event's number stands that of the hour.
 */
public final class GridLoop {

  /** Time between two rows. */
  public static final long STEP = Span.HOUR.millis();

  private static final int STEPS = 24;

  private final Events events;

  public GridLoop(Events events) {
    this.events = events;
  }

  /** Computes all rows. */
  public Answers run() {
    int hours = (int) ((events.end() - Events.BEGIN) / STEP) + 1;
    int[][] counts = new int[events.customers()][hours];
    long[][] sums = new long[events.customers()][hours];
    for (long i = 0; i < events.count(); i++) {
      int hour = (int) ((events.time(i) - Events.BEGIN) / STEP);
      counts[events.customer(i)][hour]++;
      sums[events.customer(i)][hour] += events.amountUnits(i);
    }
    Checksum checksum = new Checksum();
    for (int customer = 0; customer < events.customers(); customer++) {
      rows(customer, counts[customer], sums[customer], checksum);
    }
    return checksum.answers();
  }

  private void rows(int customer, int[] counts, long[] sums, Checksum checksum) {
    long count = 0;
    long sum = 0;
    for (int hour = 1; hour < counts.length + STEPS; hour++) {
      if (hour <= counts.length) {
        count += counts[hour - 1];
        sum += sums[hour - 1];
      }
      if (hour > STEPS) {
        count -= counts[hour - 1 - STEPS];
        sum -= sums[hour - 1 - STEPS];
      }
      long time = Events.BEGIN + hour * STEP;
      if (count > 0 && time <= events.lastHour()) {
        checksum.add(hour, customer, time, count, sum);
      }
    }
  }
}
