package io.tidemark.feature.maths;

import io.tidemark.definition.Window;
import io.tidemark.feature.aggregate.ValueType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

/** A feature's value as its definition reads: a loop over all events. */
final class NaiveFeature {

  private static final Comparator<Arrival> BY_PLACE =
      Comparator.comparing(Arrival::time)
          .thenComparing(e -> hex(e.id()))
          .thenComparing(Arrival::stream);

  private NaiveFeature() {}

  static Object value(FeatureSpec f, long time, List<Arrival> events) {
    List<Arrival> seen =
        events.stream()
            .filter(e -> e.time() <= time && e.time() >= tail(f.window(), time))
            .filter(e -> f.stream() == -1 || f.stream() == e.stream())
            .filter(e -> f.condition() == -1 || e.values()[f.condition()] == Boolean.TRUE)
            .filter(e -> f.argument() == -1 || e.values()[f.argument()] != null)
            .sorted(BY_PLACE)
            .toList();
    return aggregate(f, seen);
  }

  /** In doubles, not in the arithmetic of the product: the times of the tests are small. */
  static long tail(Window window, long time) {
    if (window.length().isEmpty()) {
      return Long.MIN_VALUE;
    }
    double tail = time - window.length().get().toMillis();
    if (window.step().isPresent()) {
      double step = window.step().get().toMillis();
      tail = Math.floor(tail / step) * step;
    }
    return (long) tail;
  }

  static String utf8(String string) {
    return hex(string.getBytes(StandardCharsets.UTF_8));
  }

  static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  private static Object aggregate(FeatureSpec f, List<Arrival> seen) {
    switch (f.call().function()) {
      case "count":
        return (long) seen.size();
      case "count_distinct":
        return seen.stream().map(e -> comparable(e.values()[f.argument()])).distinct().count();
      default:
        break;
    }
    if (seen.isEmpty()) {
      return null;
    }
    List<Object> values = seen.stream().map(e -> e.values()[f.argument()]).toList();
    return switch (f.call().function()) {
      case "first" -> values.get(0);
      case "last" -> values.get(values.size() - 1);
      case "min" -> positive(values.stream().min(NaiveFeature::compare).orElseThrow());
      case "max" -> positive(values.stream().max(NaiveFeature::compare).orElseThrow());
      case "sum" -> sum(f.call().argument().kind(), values);
      case "avg" -> average(f.call().argument(), values);
      default -> throw new AssertionError(f);
    };
  }

  private static Object sum(ValueType.Kind kind, List<Object> values) {
    return switch (kind) {
      case INT -> exact(values).intValueExact();
      case BIGINT -> exact(values).longValueExact();
      case DECIMAL -> exact(values);
      case FLOAT -> {
        Double special = special(values);
        yield special != null ? (Object) special.floatValue() : (Object) exact(values).floatValue();
      }
      case DOUBLE -> doubleSum(values);
      default -> throw new AssertionError(kind);
    };
  }

  private static Object average(ValueType type, List<Object> values) {
    int n = values.size();
    return switch (type.kind()) {
      case INT -> exact(values).toBigInteger().divide(BigInteger.valueOf(n)).intValueExact();
      case BIGINT -> exact(values).toBigInteger().divide(BigInteger.valueOf(n)).longValueExact();
      case DECIMAL ->
          exact(values)
              .divide(BigDecimal.valueOf(n), Math.max(6, type.scale()), RoundingMode.HALF_UP);
      case FLOAT ->
          special(values) != null
              ? (Object) special(values).floatValue()
              : (Object) quotient(values).floatValue();
      case DOUBLE ->
          special(values) != null
              ? (Object) special(values)
              : (Object) quotient(values).doubleValue();
      default -> throw new AssertionError(type);
    };
  }

  /** Far more digits than are left after rounding; never half-way by accident. */
  private static BigDecimal quotient(List<Object> values) {
    return exact(values).divide(BigDecimal.valueOf(values.size()), new MathContext(1200));
  }

  private static double doubleSum(List<Object> values) {
    Double special = special(values);
    return special != null ? special : exact(values).doubleValue();
  }

  /** The sum as IEEE 754 has it where one of the values is not finite. */
  private static Double special(List<Object> values) {
    List<Double> special =
        values.stream()
            .map(v -> ((Number) v).doubleValue())
            .filter(v -> !Double.isFinite(v))
            .toList();
    return special.stream().reduce(Double::sum).orElse(null);
  }

  private static BigDecimal exact(List<Object> values) {
    BigDecimal sum = null;
    for (Object value : values) {
      BigDecimal next =
          value instanceof BigDecimal decimal
              ? decimal
              : value instanceof Integer || value instanceof Long
                  ? BigDecimal.valueOf(((Number) value).longValue())
                  : new BigDecimal(((Number) value).doubleValue());
      sum = sum == null ? next : sum.add(next);
    }
    return Objects.requireNonNull(sum);
  }

  private static int compare(Object a, Object b) {
    if (a instanceof Boolean || a instanceof String || a instanceof byte[]) {
      return comparable(a).toString().compareTo(comparable(b).toString());
    }
    double x = ((Number) a).doubleValue();
    double y = ((Number) b).doubleValue();
    if (Double.isNaN(x) || Double.isNaN(y)) {
      return Boolean.compare(Double.isNaN(x), Double.isNaN(y));
    }
    return x < y ? -1 : x > y ? 1 : 0;
  }

  private static Object comparable(Object value) {
    if (value instanceof byte[] bytes) {
      return hex(bytes);
    }
    return value instanceof String string ? utf8(string) : positive(value);
  }

  private static Object positive(Object value) {
    if (value instanceof Double number) {
      return number + 0.0;
    }
    return value instanceof Float number ? (Object) (number + 0.0f) : value;
  }
}
