package io.tidemark.cli.report;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;

/** Formats and parses numbers of bytes as a user reads and writes them. */
public final class ByteSizeFormatter {

  private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB", "PB"};

  private ByteSizeFormatter() {}

  /**
   * In the largest decimal unit that leaves a whole number, with one digit behind: {@code 1.2 GB}.
   */
  static String show(long bytes) {
    double amount = bytes;
    int unit = 0;
    while (amount >= 999.95 && unit < UNITS.length - 1) {
      amount /= 1000;
      unit++;
    }
    return unit == 0 ? bytes + " B" : "%.1f %s".formatted(amount, UNITS[unit]);
  }

  /** Reads what a user writes: {@code 512MB}, {@code 2 GB}. */
  public static final class Size implements CommandLine.ITypeConverter<Long> {

    private static final Pattern SIZE = Pattern.compile("(\\d{1,6}) ?([kMGT]?B)");

    @Override
    public Long convert(String text) {
      Matcher size = SIZE.matcher(text.strip());
      long value = size.matches() ? Long.parseLong(size.group(1)) : 0;
      if (value == 0) {
        throw new CommandLine.TypeConversionException(
            "'" + text + "' is no size; a size is a number and a unit: 512MB, 2GB");
      }
      for (String unit : UNITS) {
        if (unit.equals(size.group(2))) {
          break;
        }
        value *= 1000;
      }
      return value;
    }
  }
}
