package io.tidemark.cli.options;

import io.tidemark.definition.draft.DurationFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Converters of durations and moments, as a user reads and writes them; see {@link DurationFormat}.
 */
public final class TimeConverters {

  private TimeConverters() {}

  /** In the largest unit that divides it: {@code 30 d}, {@code 90 s}. */
  public static String show(Duration duration) {
    return DurationFormat.show(duration);
  }

  /** A length of time: {@code 5 s}, {@code 30d}. */
  public static final class Length implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
      return DurationFormat.parse(text)
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      "'" + text + "' is no length of time; write 30s, 90min, 12h or 5d"));
    }
  }

  /** A moment in UTC: a day or an instant. */
  public static final class Moment implements ITypeConverter<Instant> {
    @Override
    public Instant convert(String text) {
      try {
        return text.length() == 10
            ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
            : Instant.parse(text);
      } catch (DateTimeParseException e) {
        throw new TypeConversionException(
            "'" + text + "' is no moment in UTC; write 2026-01-31 or 2026-01-31T06:00:00Z");
      }
    }
  }
}
