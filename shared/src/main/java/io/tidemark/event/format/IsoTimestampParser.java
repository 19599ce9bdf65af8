package io.tidemark.event.format;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parses timestamps of RFC 3339, with a {@code Z} or any other offset, to the instant; for {@link
 * JsonValueConverter} and for headers. A day that no calendar has is none; 24:00 is the begin of
 * the next.
 */
public final class IsoTimestampParser {

  private static final Pattern SYNTAX =
      Pattern.compile(
          "([^Tt]+)[Tt]([^Zz+-]+)(?:[Zz]|([+-])(\\d{2})(?::?(\\d{2})(?::?(\\d{2}))?)?)");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ISO_LOCAL_TIME.withResolverStyle(ResolverStyle.SMART);

  private IsoTimestampParser() {}

  /**
   * Parses a timestamp.
   *
   * @throws DateTimeException if the text is none
   */
  public static Instant instant(String text) {
    Matcher matcher = SYNTAX.matcher(text);
    if (!matcher.matches()) {
      throw new DateTimeException("no date, T, time and offset");
    }
    LocalDate date = LocalDate.parse(matcher.group(1));
    TemporalAccessor time = TIME.parse(matcher.group(2));
    Period midnight = time.query(DateTimeFormatter.parsedExcessDays());
    return date.plus(midnight)
        .atTime(LocalTime.from(time))
        .toInstant(ZoneOffset.UTC)
        .minusSeconds(offset(matcher));
  }

  /** Offset in seconds; RFC 3339 allows more than Java's, which end at 18 hours. */
  private static long offset(Matcher matcher) {
    if (matcher.group(3) == null) {
      return 0;
    }
    long hours = part(matcher, 4, 23);
    long seconds = (hours * 60 + part(matcher, 5, 59)) * 60 + part(matcher, 6, 59);
    return matcher.group(3).equals("-") ? -seconds : seconds;
  }

  private static int part(Matcher matcher, int group, int most) {
    int part = matcher.group(group) == null ? 0 : Integer.parseInt(matcher.group(group));
    if (part > most) {
      throw new DateTimeException("an offset is at most 23:59");
    }
    return part;
  }
}
