package io.tidemark.feature.engine;

import static java.util.Map.entry;

import io.tidemark.aggregate.AggregateCall;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Oracle of every aggregate in the words of its definition, from the list of events that it sees.
 */
final class NaiveAggregates {

  /**
   * The events that an aggregate sees, oldest first.
   *
   * @param values none of an aggregate over {@code *}
   */
  record Seen(AggregateCall call, long time, List<EventArrival> events, List<Object> values) {

    double parameter() {
      return call.parameters().get(0).doubleValue();
    }

    Object first() {
      return values.get(0);
    }

    Object last() {
      return values.get(values.size() - 1);
    }
  }

  private static final Map<String, Function<Seen, Object>> ALL =
      Map.ofEntries(
          entry("count", seen -> (long) seen.events().size()),
          entry("count_distinct", seen -> NaiveDistributionAggregates.distinct(seen.values())),
          entry(
              "approx_count_distinct",
              seen -> new ToleranceRule.Count(NaiveDistributionAggregates.distinct(seen.values()))),
          entry("sum", orNull(s -> NaiveSumAggregates.sum(s.call().argument(), s.values()))),
          entry("avg", orNull(s -> NaiveSumAggregates.average(s.call().argument(), s.values()))),
          entry("var_pop", orNull(variance(NaiveVarianceAggregates::variance, 0))),
          entry("var_samp", orNull(variance(NaiveVarianceAggregates::variance, 1))),
          entry("stddev_pop", orNull(variance(NaiveVarianceAggregates::deviation, 0))),
          entry("stddev_samp", orNull(variance(NaiveVarianceAggregates::deviation, 1))),
          entry("min", orNull(seen -> NaiveValueComparator.sorted(seen.values()).get(0))),
          entry("max", orNull(seen -> reversed(NaiveValueComparator.sorted(seen.values())).get(0))),
          entry(
              "smallest_n",
              orNull(seen -> firstOf(seen, NaiveValueComparator.sorted(seen.values())))),
          entry(
              "largest_n",
              orNull(seen -> firstOf(seen, reversed(NaiveValueComparator.sorted(seen.values()))))),
          entry("first", orNull(Seen::first)),
          entry("last", orNull(Seen::last)),
          entry("last_n", orNull(seen -> firstOf(seen, reversed(seen.values())))),
          entry("last_distinct_n", orNull(seen -> firstOf(seen, eachOnce(seen.values())))),
          entry(
              "time_since_last",
              orNull(s -> s.time() - s.events().get(s.events().size() - 1).time())),
          entry("time_since_first", orNull(s -> s.time() - s.events().get(0).time())),
          entry(
              "top_k",
              orNull(s -> firstOf(s, NaiveDistributionAggregates.mostFrequent(s.values())))),
          entry(
              "mode",
              orNull(seen -> NaiveDistributionAggregates.mostFrequent(seen.values()).get(0))),
          entry("histogram", orNull(seen -> NaiveDistributionAggregates.histogram(seen.values()))),
          entry("entropy", orNull(seen -> NaiveDistributionAggregates.entropy(seen.values()))),
          entry("quantile", orNull(NaiveAggregates::quantile)),
          entry("bool_and", orNull(seen -> !seen.values().contains(false))),
          entry("bool_or", orNull(seen -> seen.values().contains(true))));

  private NaiveAggregates() {}

  static Set<String> names() {
    return ALL.keySet();
  }

  static Object value(AggregateCall call, long time, int slot, List<EventArrival> seen) {
    List<Object> values = slot < 0 ? List.of() : seen.stream().map(e -> e.values()[slot]).toList();
    return ALL.get(call.function()).apply(new Seen(call, time, seen, values));
  }

  private static Function<Seen, Object> orNull(Function<Seen, Object> value) {
    return seen -> seen.events().isEmpty() ? null : value.apply(seen);
  }

  private static Function<Seen, Object> variance(
      BiFunction<NaiveVarianceAggregates, Integer, Object> value, int fewer) {
    return seen ->
        seen.values().size() <= fewer
            ? null
            : value.apply(
                new NaiveVarianceAggregates(seen.call().argument(), seen.values()), fewer);
  }

  private static Object quantile(Seen seen) {
    return NaiveDistributionAggregates.quantile(seen.values(), seen.parameter());
  }

  private static List<Object> firstOf(Seen seen, List<Object> values) {
    return values.subList(0, Math.min(values.size(), (int) seen.parameter()));
  }

  /** Newest first, each value as it came last. */
  private static List<Object> eachOnce(List<Object> values) {
    List<Object> newest = reversed(values);
    List<Object> keys = newest.stream().map(NaiveValueComparator::key).toList();
    return keys.stream().distinct().map(k -> newest.get(keys.indexOf(k))).toList();
  }

  private static List<Object> reversed(List<Object> values) {
    List<Object> reversed = new ArrayList<>(values);
    Collections.reverse(reversed);
    return reversed;
  }
}
