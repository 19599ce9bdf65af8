package io.tidemark.feature.maths;

import io.tidemark.feature.maths.NaiveValues.Frequency;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** How values are distributed, by counting them. */
final class NaiveDistributions {

  private NaiveDistributions() {}

  static long distinct(List<Object> values) {
    return values.stream().map(NaiveValues::key).distinct().count();
  }

  /** Those as frequent in the values' order: the sort is stable. */
  static List<Object> mostFrequent(List<Object> values) {
    return NaiveValues.frequencies(values).stream()
        .sorted(Comparator.comparingLong(Frequency::count).reversed())
        .map(Frequency::value)
        .toList();
  }

  /** The entries of the map in order. */
  static List<Object> histogram(List<Object> values) {
    List<Object> entries = new ArrayList<>();
    NaiveValues.frequencies(values).forEach(f -> entries.add(List.of(f.value(), f.count())));
    return entries;
  }

  static Near entropy(List<Object> values) {
    double bits = 0;
    for (Frequency frequency : NaiveValues.frequencies(values)) {
      double share = (double) frequency.count() / values.size();
      bits -= share * Math.log(share) / Math.log(2);
    }
    return new Near.Rounded(bits);
  }

  /** The first in order up to which there are at least that share of all. */
  static Near quantile(List<Object> values, double share) {
    List<Object> sorted = NaiveValues.sorted(values);
    BigDecimal asked =
        new BigDecimal(Double.toString(share)).multiply(BigDecimal.valueOf(values.size()));
    int place = 0;
    while (BigDecimal.valueOf(place + 1L).compareTo(asked) < 0) {
      place++;
    }
    return new Near.Quantile(((Number) sorted.get(place)).doubleValue());
  }
}
