package io.tidemark.feature.engine;

import io.tidemark.feature.engine.NaiveValueComparator.Frequency;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Oracle of the distribution of values, by counting them. */
final class NaiveDistributionAggregates {

  private NaiveDistributionAggregates() {}

  static long distinct(List<Object> values) {
    return values.stream().map(NaiveValueComparator::key).distinct().count();
  }

  /** Those as frequent in the values' order: the sort is stable. */
  static List<Object> mostFrequent(List<Object> values) {
    return NaiveValueComparator.frequencies(values).stream()
        .sorted(Comparator.comparingLong(Frequency::count).reversed())
        .map(Frequency::value)
        .toList();
  }

  /** The entries of the map in order. */
  static List<Object> histogram(List<Object> values) {
    List<Object> entries = new ArrayList<>();
    NaiveValueComparator.frequencies(values)
        .forEach(f -> entries.add(List.of(f.value(), f.count())));
    return entries;
  }

  static ToleranceRule entropy(List<Object> values) {
    double bits = 0;
    for (Frequency frequency : NaiveValueComparator.frequencies(values)) {
      double share = (double) frequency.count() / values.size();
      bits -= share * Math.log(share) / Math.log(2);
    }
    return new ToleranceRule.Rounded(bits);
  }

  /** The first in order up to which there are at least that share of all. */
  static ToleranceRule quantile(List<Object> values, double share) {
    List<Object> sorted = NaiveValueComparator.sorted(values);
    BigDecimal asked =
        new BigDecimal(Double.toString(share)).multiply(BigDecimal.valueOf(values.size()));
    int place = 0;
    while (BigDecimal.valueOf(place + 1L).compareTo(asked) < 0) {
      place++;
    }
    return new ToleranceRule.Quantile(((Number) sorted.get(place)).doubleValue());
  }
}
