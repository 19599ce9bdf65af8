package io.tidemark.feature.engine;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Order and equality of values as in SQL, with -0.0 as 0.0 and NaN as the greatest. */
final class NaiveValueComparator {

  /** A value and how often it occurs. */
  record Frequency(Object value, long count) {}

  private NaiveValueComparator() {}

  static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  /** What equals by {@code equals} where SQL holds values equal. */
  static Object key(Object value) {
    if (value instanceof byte[] bytes) {
      return hex(bytes);
    }
    return value instanceof String string
        ? hex(string.getBytes(StandardCharsets.UTF_8))
        : positive(value);
  }

  static Object positive(Object value) {
    if (value instanceof Double number) {
      return number + 0.0;
    }
    return value instanceof Float number ? (Object) (number + 0.0f) : value;
  }

  static int compare(Object a, Object b) {
    if (a instanceof String || a instanceof byte[]) {
      return key(a).toString().compareTo(key(b).toString());
    }
    if (a instanceof Boolean bool) {
      return Boolean.compare(bool, (Boolean) b);
    }
    return a instanceof Double || a instanceof Float
        ? compareFloating(((Number) a).doubleValue(), ((Number) b).doubleValue())
        : new BigDecimal(a.toString()).compareTo(new BigDecimal(b.toString()));
  }

  private static int compareFloating(double a, double b) {
    if (Double.isNaN(a) || Double.isNaN(b)) {
      return Boolean.compare(Double.isNaN(a), Double.isNaN(b));
    }
    return a < b ? -1 : a > b ? 1 : 0;
  }

  static List<Object> sorted(List<Object> values) {
    return values.stream()
        .map(NaiveValueComparator::positive)
        .sorted(NaiveValueComparator::compare)
        .toList();
  }

  /** The different values in their order. */
  static List<Frequency> frequencies(List<Object> values) {
    Map<Object, Frequency> found = new TreeMap<>(NaiveValueComparator::compare);
    for (Object value : values) {
      Frequency before = found.get(value);
      found.put(value, new Frequency(positive(value), before == null ? 1 : before.count() + 1));
    }
    return List.copyOf(found.values());
  }

  /** A value as it can be compared by {@code equals}, the order of a map's entries included. */
  static Object comparable(Object value) {
    if (value instanceof byte[] bytes) {
      return "0x" + hex(bytes);
    }
    if (value instanceof List<?> list) {
      return list.stream().map(NaiveValueComparator::comparable).toList();
    }
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(e -> List.of(comparable(e.getKey()), e.getValue()))
          .toList();
    }
    return value;
  }

  /** A value as people read it. */
  static String text(Object value) {
    return value == null ? "NULL" : comparable(value).toString();
  }
}
