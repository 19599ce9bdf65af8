package io.tidemark.definition.draft;

import java.util.List;

/**
 * Keys that a {@link ConfigSection} knows.
 *
 * @param all in the order in which a file would have them
 */
public record ConfigKeys(List<ConfigKey> all) {

  public static ConfigKeys of(ConfigKey... keys) {
    return new ConfigKeys(List.of(keys));
  }

  List<String> names() {
    return all.stream().map(ConfigKey::name).toList();
  }

  boolean has(String name) {
    return names().contains(name);
  }

  /**
   * The key of that name.
   *
   * @throws IllegalArgumentException if none is declared, a mistake of the parser that asks
   */
  ConfigKey get(String name) {
    return all.stream()
        .filter(key -> key.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(name + " is none of " + names()));
  }

  /** Example of the key's use, as problems show it. */
  public String example(String name) {
    return get(name).example();
  }

  /** Example of the section's first key. */
  String firstExample() {
    return all.get(0).example();
  }
}
