package io.tidemark.event.decoder;

import io.tidemark.event.RejectReason;
import io.tidemark.event.RejectedException;
import java.time.Instant;

/**
 * Check for times that count seconds where milliseconds are asked for, the most usual mistake of
 * all: every event would be of the first weeks of 1970. Microseconds and nanoseconds are out of
 * range anyway. Called by {@link EventRowConverter}.
 */
final class EpochSecondsCheck {

  /** As seconds of 1973, as milliseconds of 2 January 1970. */
  private static final long FIRST = Instant.parse("1973-03-03T09:46:40Z").getEpochSecond();

  private static final long LAST = Instant.parse("2100-01-01T00:00:00Z").getEpochSecond();

  private EpochSecondsCheck() {}

  /**
   * Rejects the time if it is of these weeks.
   *
   * @param sent when the message came; one of 1970 itself may well be of an event of 1970
   */
  static void refuse(long time, long sent) throws RejectedException {
    if (time >= FIRST && time < LAST && sent >= LAST) {
      throw new RejectedException(
          RejectReason.TIME_BEHIND,
          "event time %s looks like seconds (%s), and counts milliseconds; a stream with events of"
                  .formatted(TimestampNormalizer.show(time), Instant.ofEpochSecond(time))
              + " January 1970 says so: max_behind: unlimited");
    }
  }
}
