package io.tidemark.benchmarks.workload;

/**
 * Oracle of rows on the hour, by a loop: at each full hour g, every customer with an event in [g -
 * 1 d, g), with the number and the sum of those, up to the last hour that is complete. In place of
 * an event's number stands that of the hour. {@link PlainLoopOracle} is that of rows per event.
 */
public final class GridLoopOracle {

  /** Time between two rows. */
  public static final long STEP = FeatureWindow.HOUR.millis();

  private static final int STEPS = 24;

  private final EventGenerator events;

  public GridLoopOracle(EventGenerator events) {
    this.events = events;
  }

  /** Computes all rows. */
  public AnswerSummary run() {
    int hours = (int) ((events.end() - EventGenerator.BEGIN) / STEP) + 1;
    int[][] counts = new int[events.customers()][hours];
    long[][] sums = new long[events.customers()][hours];
    for (long i = 0; i < events.count(); i++) {
      int hour = (int) ((events.time(i) - EventGenerator.BEGIN) / STEP);
      counts[events.customer(i)][hour]++;
      sums[events.customer(i)][hour] += events.amountUnits(i);
    }
    AnswerChecksum checksum = new AnswerChecksum();
    for (int customer = 0; customer < events.customers(); customer++) {
      rows(customer, counts[customer], sums[customer], checksum);
    }
    return checksum.answers();
  }

  private void rows(int customer, int[] counts, long[] sums, AnswerChecksum checksum) {
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
      long time = EventGenerator.BEGIN + hour * STEP;
      if (count > 0 && time <= events.lastHour()) {
        checksum.add(hour, customer, time, count, sum);
      }
    }
  }
}
