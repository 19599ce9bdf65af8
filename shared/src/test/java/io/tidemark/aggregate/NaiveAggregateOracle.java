package io.tidemark.aggregate;

import io.tidemark.aggregate.testing.AggregateLaws.Sample;
import io.tidemark.aggregate.testing.LawSubject;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** An oracle of the exact aggregates: it looks at all events for each answer. */
final class NaiveAggregateOracle {

  /** Digits enough for any sum of doubles and of their squares. */
  private static final MathContext PLENTY = new MathContext(5000, RoundingMode.HALF_EVEN);

  private final AggregateCall call;
  private final List<Sample> events;
  private final List<Object> values;

  NaiveAggregateOracle(AggregateCall call, List<Sample> samples) {
    this.call = call;
    this.events = new ArrayList<>(samples);
    events.sort(Comparator.comparing(Sample::event, Event::compare));
    this.values = events.stream().map(Sample::value).collect(Collectors.toList());
  }

  /** As text; what overflows is {@code overflow}. */
  String value(long time) {
    try {
      return show(compute(time));
    } catch (ArithmeticException e) {
      return "overflow";
    }
  }

  static String show(Object value) {
    return value instanceof AggregateOverflowException ? "overflow" : LawSubject.text(value);
  }

  private Object compute(long time) {
    switch (call.function()) {
      case "count":
        return (long) values.size();
      case "count_distinct":
        return (long) counts().size();
      default:
        return values.isEmpty() ? null : some(time);
    }
  }

  private Object some(long time) {
    int k = call.parameters().isEmpty() ? 0 : call.parameters().get(0).intValue();
    return switch (call.function()) {
      case "sum" -> sum();
      case "avg" -> average();
      case "var_pop" -> variance(0, false);
      case "var_samp" -> variance(1, false);
      case "stddev_pop" -> variance(0, true);
      case "stddev_samp" -> variance(1, true);
      case "min" -> sorted().get(0);
      case "max" -> sorted().get(values.size() - 1);
      case "smallest_n" -> sorted().stream().limit(k).toList();
      case "largest_n" -> reversed(sorted()).stream().limit(k).toList();
      case "first" -> values.get(0);
      case "last" -> values.get(values.size() - 1);
      case "last_n" -> reversed(values).stream().limit(k).toList();
      case "last_distinct_n" -> lastDistinct(k);
      case "time_since_first" -> time - events.get(0).event().time();
      case "time_since_last" -> time - events.get(values.size() - 1).event().time();
      case "bool_and" -> !values.contains(false);
      case "bool_or" -> values.contains(true);
      case "mode" -> ranked().get(0);
      case "top_k" -> ranked().stream().limit(k).toList();
      case "histogram" -> counts();
      default -> throw new IllegalArgumentException(call.function());
    };
  }

  private Object sum() {
    return switch (call.argument().kind()) {
      case INT -> exact().intValueExact();
      case BIGINT -> exact().longValueExact();
      case DECIMAL -> fit(exact());
      case FLOAT -> special() == null ? exact().floatValue() : (Object) special().floatValue();
      default -> special() == null ? exact().doubleValue() : (Object) special();
    };
  }

  private Object average() {
    BigDecimal n = BigDecimal.valueOf(values.size());
    if (call.argument().kind().isFloating() && special() != null) {
      return floating(special());
    }
    return rounded(exact(), n);
  }

  private Object variance(int lessThanAll, boolean root) {
    long n = values.size();
    if (n <= lessThanAll) {
      return null;
    }
    if (call.argument().kind().isFloating() && special() != null) {
      return floating(Double.NaN);
    }
    BigDecimal squares =
        numbers().stream().map(v -> v.multiply(v)).reduce(BigDecimal.ZERO, BigDecimal::add);
    BigDecimal dividend = BigDecimal.valueOf(n).multiply(squares).subtract(exact().pow(2));
    BigDecimal divisor = BigDecimal.valueOf(n).multiply(BigDecimal.valueOf(n - lessThanAll));
    return root ? root(dividend, divisor) : rounded(dividend, divisor);
  }

  private Object rounded(BigDecimal dividend, BigDecimal divisor) {
    return switch (call.argument().kind()) {
      case INT -> dividend.toBigInteger().divide(divisor.toBigInteger()).intValueExact();
      case BIGINT -> dividend.toBigInteger().divide(divisor.toBigInteger()).longValueExact();
      case DECIMAL -> fit(dividend.divide(divisor, scale(), RoundingMode.HALF_UP));
      case FLOAT -> dividend.divide(divisor, PLENTY).floatValue();
      default -> dividend.divide(divisor, PLENTY).doubleValue();
    };
  }

  private Object root(BigDecimal dividend, BigDecimal divisor) {
    MathContext digits = new MathContext(120);
    return switch (call.argument().kind()) {
      case INT, BIGINT -> {
        BigInteger root = dividend.divide(divisor, digits).sqrt(digits).toBigInteger();
        yield call.argument().kind() == ValueType.Kind.INT
            ? (Object) root.intValueExact()
            : (Object) root.longValueExact();
      }
      case DECIMAL ->
          fit(
              dividend
                  .divide(divisor, digits)
                  .sqrt(digits)
                  .setScale(scale(), RoundingMode.HALF_UP));
      default -> floating(Math.sqrt(dividend.divide(divisor, PLENTY).doubleValue()));
    };
  }

  private int scale() {
    return Math.max(6, call.argument().scale());
  }

  private Object floating(double value) {
    return call.argument().kind() == ValueType.Kind.FLOAT ? (Object) (float) value : value;
  }

  private static BigDecimal fit(BigDecimal value) {
    if (value.precision() > 38) {
      throw new ArithmeticException();
    }
    return value;
  }

  private BigDecimal exact() {
    return numbers().stream().reduce(BigDecimal::add).orElseThrow();
  }

  private List<BigDecimal> numbers() {
    return values.stream()
        .map(
            v ->
                v instanceof BigDecimal decimal
                    ? decimal
                    : v instanceof Integer || v instanceof Long
                        ? BigDecimal.valueOf(((Number) v).longValue())
                        : new BigDecimal(((Number) v).doubleValue()))
        .toList();
  }

  /** The sum as IEEE 754 has it where one of the values is not finite. */
  private Double special() {
    return values.stream()
        .map(v -> ((Number) v).doubleValue())
        .filter(v -> !Double.isFinite(v))
        .reduce(Double::sum)
        .orElse(null);
  }

  private List<Object> sorted() {
    return values.stream()
        .map(NaiveAggregateOracle::positive)
        .sorted(NaiveAggregateOracle::compare)
        .toList();
  }

  private static List<Object> reversed(List<Object> list) {
    List<Object> reversed = new ArrayList<>(list);
    Collections.reverse(reversed);
    return reversed;
  }

  private List<Object> lastDistinct(int k) {
    Map<String, Object> newest = new LinkedHashMap<>();
    reversed(values).forEach(v -> newest.putIfAbsent(show(positive(v)), v));
    return newest.values().stream().limit(k).toList();
  }

  private TreeMap<Object, Long> counts() {
    TreeMap<Object, Long> counts = new TreeMap<>(NaiveAggregateOracle::compare);
    values.forEach(v -> counts.merge(positive(v), 1L, Long::sum));
    return counts;
  }

  private List<Object> ranked() {
    return counts().entrySet().stream()
        .sorted(Map.Entry.<Object, Long>comparingByValue().reversed())
        .map(Map.Entry::getKey)
        .toList();
  }

  private static Object positive(Object value) {
    if (value instanceof Double number) {
      return number.isNaN() ? Double.NaN : number + 0.0;
    }
    if (value instanceof Float number) {
      return number.isNaN() ? Float.NaN : (Object) (number + 0.0f);
    }
    return value;
  }

  /** By UTF-8 bytes, unsigned bytes, or the order of numbers. */
  private static int compare(Object a, Object b) {
    if (a instanceof String || a instanceof byte[]) {
      return hex(a).compareTo(hex(b));
    }
    if (a instanceof BigDecimal || a instanceof Boolean || a instanceof Long) {
      @SuppressWarnings("unchecked")
      Comparable<Object> left = (Comparable<Object>) a;
      return left.compareTo(b);
    }
    return Double.compare(((Number) a).doubleValue(), ((Number) b).doubleValue());
  }

  private static String hex(Object value) {
    return HexFormat.of()
        .formatHex(value instanceof byte[] bytes ? bytes : SampleArbitraries.utf8((String) value));
  }
}
