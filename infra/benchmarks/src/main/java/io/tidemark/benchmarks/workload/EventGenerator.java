package io.tidemark.benchmarks.workload;

import io.tidemark.quickstart.MixFunction;
import java.io.Serializable;
import java.time.Instant;

/**
 * Generates events, each a function of its number ({@link MixFunction}): no state, the same in
 * every process.
 *
 * <p>Times rise by {@code gapMillis} an event, disordered by at most {@value #DISORDER_MILLIS} ms;
 * each 64th event has the time and the customer of the one before it. Amounts are multiples of
 * 1/64, so that their sums are exact for everyone.
 *
 * @param count how many; fewer are the beginning of more
 * @param customers how many customers, numbered from 0
 * @param skewed whether customer k has a share of 1 / (k + 1), or all the same share
 * @param gapMillis mean time between two events
 */
public record EventGenerator(long count, int customers, boolean skewed, long gapMillis)
    implements Serializable {

  /** Time of the first event slot, a midnight. */
  public static final long BEGIN = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();

  /** Amounts are counted in these. */
  public static final double AMOUNT_UNIT = 1.0 / 64;

  static final long DISORDER_MILLIS = 4_000;

  private static final int TIE = 64;

  /** Fewer events than these are ahead of the last watermark of the slowest reader. */
  private static final long UNSURE = 5_000;

  /** Event time of the event. */
  public long time(long number) {
    long slot = original(number);
    long jitter = below(gapMillis + DISORDER_MILLIS, slot, 1);
    return BEGIN + slot * gapMillis + jitter;
  }

  /** Customer of the event. */
  public int customer(long number) {
    return CustomerSelector.of(customers, skewed).pick(MixFunction.of(original(number), 2));
  }

  /** Its amount in 64ths: 0 to 6399. */
  public int amountUnits(long number) {
    return (int) below(6_400, number, 3);
  }

  /** Its amount. */
  public double amount(long number) {
    return amountUnits(number) * AMOUNT_UNIT;
  }

  /** A number below the bound, for a further column. */
  public int further(long number, int column, int bound) {
    return (int) below(bound, number, 100L + column);
  }

  /** First midnight after all events. */
  public long end() {
    long day = 24 * 60 * 60 * 1000L;
    long last = BEGIN + count * gapMillis + DISORDER_MILLIS;
    return (last / day + 1) * day;
  }

  /**
   * The last full hour that a watermark has surely passed before the input ends: a live job writes
   * no later row.
   */
  public long lastHour() {
    long hour = FeatureWindow.HOUR.millis();
    return (BEGIN + (count - UNSURE) * gapMillis) / hour * hour;
  }

  private static long below(long bound, long number, long salt) {
    return (MixFunction.of(number, salt) >>> 1) % bound;
  }

  private static long original(long number) {
    return number % TIE == TIE - 1 ? number - 1 : number;
  }
}
