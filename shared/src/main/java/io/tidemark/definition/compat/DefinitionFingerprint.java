package io.tidemark.definition.compat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Fingerprint of a definition: named facts that values depend on, in a form that is compared, kept
 * as text and hashed. A {@link FeatureSetFingerprint} has one for the set and one for each feature.
 *
 * @param values by name; what does not apply is not there
 */
public record DefinitionFingerprint(SortedMap<String, String> values) {

  /** Prefix of a fact that stands for all that another feature depends on. */
  static final String READS = "reads ";

  private static final int HASH_BYTES = 16;
  private static final String IS = " = ";

  public DefinitionFingerprint {
    values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
  }

  /** Parses what {@link #text} has written. */
  public static DefinitionFingerprint parse(String text) {
    SortedMap<String, String> values = new TreeMap<>();
    for (String line : text.lines().toList()) {
      int is = line.indexOf(IS);
      if (is > 0) {
        values.put(line.substring(0, is), unescaped(line.substring(is + IS.length())));
      }
    }
    return new DefinitionFingerprint(values);
  }

  /** Text form: one line a fact, sorted by name. Tables keep it, so its form stays. */
  public String text() {
    return values.entrySet().stream()
        .map(fact -> fact.getKey() + IS + escaped(fact.getValue()))
        .collect(Collectors.joining("\n"));
  }

  /** Hash of {@link #text}: equal for equal facts alone. */
  public String hash() {
    return hash(text());
  }

  /** Copies the fingerprint with one fact set to another value. */
  public DefinitionFingerprint with(String name, String value) {
    SortedMap<String, String> changed = new TreeMap<>(values);
    changed.put(name, value);
    return new DefinitionFingerprint(changed);
  }

  /** Hash of a text: equal for equal texts alone. */
  public static String hash(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(Arrays.copyOf(hash, HASH_BYTES));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Describes the differences from the fingerprint before, for a reader: {@code window was 1 h, is
   * 2 h}.
   */
  List<String> differencesFrom(DefinitionFingerprint before) {
    TreeSet<String> names = new TreeSet<>(before.values.keySet());
    names.addAll(values.keySet());
    List<String> differences = new ArrayList<>();
    for (String name : names) {
      if (!before.get(name).equals(get(name))) {
        boolean other = name.startsWith(READS) && has(name) && before.has(name);
        differences.add(
            other
                ? name + ", which changed"
                : name.strip() + " was " + before.get(name) + ", is " + get(name));
      }
    }
    return differences;
  }

  private boolean has(String name) {
    return values.containsKey(name);
  }

  private String get(String name) {
    return values.getOrDefault(name, "none");
  }

  private static String escaped(String value) {
    return value.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
  }

  private static String unescaped(String value) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '\\' && i + 1 < value.length()) {
        char next = value.charAt(++i);
        text.append(next == 'n' ? '\n' : next == 'r' ? '\r' : next);
      } else {
        text.append(c);
      }
    }
    return text.toString();
  }

  /** Builder that collects facts. */
  static final class Builder {
    private final SortedMap<String, String> values = new TreeMap<>();

    Builder put(String name, String value) {
      values.put(name, value);
      return this;
    }

    /** One fact for all of them; none for nothing. */
    Builder put(String name, Map<String, String> pairs) {
      if (!pairs.isEmpty()) {
        values.put(
            name,
            new TreeMap<>(pairs)
                .entrySet().stream()
                    .map(pair -> pair.getKey() + " " + pair.getValue())
                    .collect(Collectors.joining(", ")));
      }
      return this;
    }

    DefinitionFingerprint build() {
      return new DefinitionFingerprint(values);
    }
  }
}
