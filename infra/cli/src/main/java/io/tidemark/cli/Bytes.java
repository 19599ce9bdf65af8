package io.tidemark.cli;

/** Numbers of bytes as a user reads them. */
final class Bytes {

  private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB", "PB"};

  private Bytes() {}

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
}
