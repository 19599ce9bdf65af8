package io.tidemark.feature.engine;

import java.math.BigDecimal;

/** The values that are allowed where a definition leaves room. */
sealed interface ToleranceRule {

  boolean allows(Object value);

  /** Whether that is the value, or a value that is allowed. */
  static boolean allows(Object expected, Object value) {
    if (expected instanceof ToleranceRule near) {
      return near.allows(value);
    }
    return expected == null
        ? value == null
        : NaiveValueComparator.comparable(expected).equals(NaiveValueComparator.comparable(value));
  }

  /**
   * A quantile: within 1 % of the one element of the set that has the rank, and for a subnormal one
   * also within half the least double; zero, the infinities and NaN are themselves.
   */
  record Quantile(double element) implements ToleranceRule {

    private static final BigDecimal SHARE = new BigDecimal("0.01");
    private static final BigDecimal HALF_OF_LEAST =
        new BigDecimal(Double.MIN_VALUE).divide(BigDecimal.valueOf(2));

    @Override
    public boolean allows(Object value) {
      if (element == 0 || !Double.isFinite(element)) {
        return Double.valueOf(element + 0.0).equals(value);
      }
      if (!(value instanceof Double number) || !Double.isFinite(number)) {
        return false;
      }
      BigDecimal exact = new BigDecimal(element);
      BigDecimal room = exact.abs().multiply(SHARE).add(HALF_OF_LEAST);
      return new BigDecimal(number).subtract(exact).abs().compareTo(room) <= 0;
    }
  }

  /**
   * A count of at most some hundreds of different values: off by no more than 2 and a twentieth of
   * it, three times the sketch's standard error; of none 0.
   */
  record Count(long exact) implements ToleranceRule {

    @Override
    public boolean allows(Object value) {
      return value instanceof Long count
          && (exact == 0 ? count == 0 : Math.abs(count - exact) <= 2 + exact / 20);
    }
  }

  /** A double that comes from a few roundings and logarithms. */
  record Rounded(double exact) implements ToleranceRule {

    private static final double ROOM = 1e-12;

    @Override
    public boolean allows(Object value) {
      return value instanceof Double number
          && Math.abs(number - exact) <= ROOM * Math.max(1, Math.abs(exact));
    }
  }

  /** Within 1e-9 of a double that was itself rounded many times, below 1 absolutely. */
  record Relative(double value) implements ToleranceRule {

    private static final double ROOM = 1e-9;

    @Override
    public boolean allows(Object other) {
      return other instanceof Double number
          && Math.abs(number - value) <= ROOM * Math.max(1, Math.abs(value));
    }
  }
}
