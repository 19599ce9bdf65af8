package io.tidemark.quickstart;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Set;

/**
 * Distributes moments over days as shoppers do: few at night, most in the evening and on weekends.
 * {@link ShopArrivalIterator} starts visits by it.
 */
final class DailyRhythmFunction {

  private static final long HOUR = 3_600_000;
  private static final double WEEKEND = 1.3;
  private static final Set<DayOfWeek> WEEKEND_DAYS = Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);
  private static final double[] BY_HOUR = {
    3, 2, 1, 1, 1, 2, 4, 7, 9, 10, 11, 12, 13, 12, 11, 11, 12, 14, 17, 20, 21, 18, 12, 6
  };

  private final long start;
  private final double[] cumulated;

  DailyRhythmFunction(Instant start, int days) {
    this.start = start.toEpochMilli();
    cumulated = new double[days * 24 + 1];
    for (int hour = 1; hour < cumulated.length; hour++) {
      cumulated[hour] = cumulated[hour - 1] + weight(this.start + (hour - 1) * HOUR);
    }
  }

  /** The moment by which that fraction of the whole has happened, epoch milliseconds. */
  long at(double fraction) {
    double target = fraction * cumulated[cumulated.length - 1];
    int found = Arrays.binarySearch(cumulated, target);
    int hour = Math.min(found < 0 ? -found - 2 : found, cumulated.length - 2);
    double into = (target - cumulated[hour]) / (cumulated[hour + 1] - cumulated[hour]);
    return start + (long) ((hour + into) * HOUR);
  }

  private static double weight(long millis) {
    OffsetDateTime time = Instant.ofEpochMilli(millis).atOffset(ZoneOffset.UTC);
    return BY_HOUR[time.getHour()] * (WEEKEND_DAYS.contains(time.getDayOfWeek()) ? WEEKEND : 1);
  }
}
