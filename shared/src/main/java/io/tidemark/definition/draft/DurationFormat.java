package io.tidemark.definition.draft;

import io.tidemark.definition.draft.ConfigNode.Text;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Format of lengths of time in files: {@code 5 s}, {@code 30 d}. It parses, prints, and reads them
 * from a {@link ConfigSection}.
 */
public final class DurationFormat {

  public static final String RULE =
      "a length of time is a whole number and ms, s, min, h or d, 100 years at most";

  private static final Pattern SYNTAX = Pattern.compile("(\\d{1,15})\\s*([A-Za-z]+)");
  public static final Duration LONGEST = Duration.ofDays(36_525);
  private static final Map<String, ChronoUnit> UNITS =
      Map.ofEntries(
          Map.entry("ms", ChronoUnit.MILLIS),
          Map.entry("milli", ChronoUnit.MILLIS),
          Map.entry("millisecond", ChronoUnit.MILLIS),
          Map.entry("s", ChronoUnit.SECONDS),
          Map.entry("sec", ChronoUnit.SECONDS),
          Map.entry("second", ChronoUnit.SECONDS),
          Map.entry("m", ChronoUnit.MINUTES),
          Map.entry("min", ChronoUnit.MINUTES),
          Map.entry("minute", ChronoUnit.MINUTES),
          Map.entry("h", ChronoUnit.HOURS),
          Map.entry("hour", ChronoUnit.HOURS),
          Map.entry("d", ChronoUnit.DAYS),
          Map.entry("day", ChronoUnit.DAYS));

  private DurationFormat() {}

  /** Prints the duration in the largest unit that divides it: {@code 30 d}, {@code 90 s}. */
  public static String show(Duration duration) {
    long millis = duration.toMillis();
    if (millis % 86_400_000 == 0) {
      return millis / 86_400_000 + " d";
    }
    if (millis % 3_600_000 == 0) {
      return millis / 3_600_000 + " h";
    }
    if (millis % 60_000 == 0) {
      return millis / 60_000 + " min";
    }
    return millis % 1000 == 0 ? millis / 1000 + " s" : millis + " ms";
  }

  /** Words of the units in the singular; those of three letters and more have a plural, too. */
  public static Set<String> units() {
    return UNITS.keySet();
  }

  /** Parses a length of time; empty if the text is none, or one above {@link #LONGEST}. */
  public static Optional<Duration> parse(String text) {
    Matcher matcher = SYNTAX.matcher(text.strip());
    return matcher.matches()
        ? unit(matcher.group(2)).flatMap(u -> length(Long.parseLong(matcher.group(1)), u))
        : Optional.empty();
  }

  /** The value of a key of the section; its default where it is missing or wrong. */
  public static Duration read(ConfigSection section, String key, Duration least) {
    Duration byDefault = section.byDefault(key).flatMap(DurationFormat::parse).orElseThrow();
    return read(section, key, least, byDefault);
  }

  /** The same with a default that hangs on other keys. */
  public static Duration read(
      ConfigSection section, String key, Duration least, Duration byDefault) {
    Optional<Text> text = section.text(key);
    Optional<Duration> length = text.flatMap(t -> parse(t.value()));
    if (text.isPresent() && length.isEmpty()) {
      String what = key + " of " + section.title() + " is " + text.get().written();
      section.report(key, text.get(), what, RULE);
    } else if (length.isPresent() && length.get().compareTo(least) < 0) {
      String what = key + " of " + section.title() + " is " + text.get().written();
      section.report(key, text.get(), what, key + " is at least " + least.toMillis() + " ms");
    }
    return length.orElse(byDefault);
  }

  private static Optional<ChronoUnit> unit(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    boolean plural = lower.length() > 3 && lower.endsWith("s");
    return Optional.ofNullable(UNITS.get(plural ? lower.substring(0, lower.length() - 1) : lower));
  }

  private static Optional<Duration> length(long amount, ChronoUnit unit) {
    boolean fits = amount <= LONGEST.dividedBy(unit.getDuration());
    return fits ? Optional.of(Duration.of(amount, unit)) : Optional.empty();
  }
}
