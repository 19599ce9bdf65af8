package io.tidemark.lake;

import io.tidemark.definition.Problem;
import io.tidemark.definition.compat.DefinitionChange;
import io.tidemark.definition.compat.DefinitionFingerprint;
import io.tidemark.definition.compat.FeatureSetFingerprint;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.iceberg.Table;

/**
 * Table and snapshot properties that keep the {@link FeatureSetFingerprint} of a feature table's
 * rows. {@link LayoutCheck} compares them with the pipeline's definition.
 */
public final class FingerprintProperties {

  /** Property of a table, and of a snapshot's summary: the definition's hash. */
  public static final String HASH = "tidemark.definition";

  /** Property of a table, and of a snapshot's summary: hash of what evolve made of it last. */
  public static final String EVOLVED = "tidemark.evolved";

  static final String SET = HASH + ".set";
  static final String FEATURE = HASH + ".feature.";
  static final String ADDED = "tidemark.columns.added";
  static final String RETIRED = "tidemark.columns.retired";

  private static final String RULE =
      "all rows of a feature table have one definition, which evolve changes";
  private static final String EVOLVE = "tidemark evolve <pipeline.yaml> -e <env.yaml> --set ";

  private FingerprintProperties() {}

  /** What the summary of a commit of such rows says. */
  public static Map<String, String> summary(TableLayout layout) {
    return layout.definition().map(d -> Map.of(HASH, d.hash())).orElse(Map.of());
  }

  static Map<String, String> properties(FeatureSetFingerprint definition) {
    Map<String, String> properties = new HashMap<>();
    properties.put(HASH, definition.hash());
    properties.put(SET, definition.set().text());
    definition
        .features()
        .forEach((name, fingerprint) -> properties.put(FEATURE + name, fingerprint.text()));
    return properties;
  }

  /** Empty where the table was made before tables had a definition. */
  static Optional<FeatureSetFingerprint> of(Table table) {
    Map<String, String> properties = table.properties();
    if (!properties.containsKey(HASH)) {
      return Optional.empty();
    }
    SortedMap<String, DefinitionFingerprint> features = new TreeMap<>();
    properties.forEach(
        (key, text) -> {
          if (key.startsWith(FEATURE)) {
            features.put(key.substring(FEATURE.length()), DefinitionFingerprint.parse(text));
          }
        });
    return Optional.of(
        new FeatureSetFingerprint(
            DefinitionFingerprint.parse(properties.getOrDefault(SET, "")), features));
  }

  /**
   * Columns that came after the first rows: these rows have NULL there, whatever the layout says.
   */
  static Set<String> added(Table table) {
    return names(table, ADDED);
  }

  /** Columns of features that are no more. */
  static Set<String> retired(Table table) {
    return names(table, RETIRED);
  }

  /** Whether the property is part of a fingerprint. */
  static boolean isOurs(String property) {
    return property.equals(SET)
        || property.startsWith(FEATURE)
        || Set.of(HASH, ADDED, RETIRED).contains(property);
  }

  static String list(Collection<String> names) {
    return String.join(",", names);
  }

  private static Set<String> names(Table table, String property) {
    return Arrays.stream(table.properties().getOrDefault(property, "").split(","))
        .filter(name -> !name.isEmpty())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** What keeps rows of that definition out of the table: each difference from what it has. */
  static List<Problem> problems(String name, FeatureSetFingerprint definition, Table table) {
    Optional<FeatureSetFingerprint> has = of(table);
    List<String> differences =
        has.map(before -> DefinitionChange.between(before, definition).lines())
            .orElse(List.of("it does not say which definition its rows have; it is an older one"));
    return differences.stream()
        .map(d -> new Problem("table " + name, d, RULE, EVOLVE + name))
        .toList();
  }
}
