package io.tidemark.definition.draft;

import java.util.List;

/**
 * Unchecked input with its positions: what a YAML file and the Java builder both make, and what the
 * checks read.
 */
public sealed interface ConfigNode {

  /** Where it begins. */
  SourceLocation place();

  /**
   * A scalar.
   *
   * @param value what counts
   * @param written what problems may show: the text as the user wrote it, before variables are put
   *     in
   */
  record Text(String value, String written, SourceLocation place) implements ConfigNode {
    public Text(String value, SourceLocation place) {
      this(value, value, place);
    }
  }

  /** A list. */
  record Items(List<ConfigNode> items, SourceLocation place) implements ConfigNode {
    public Items {
      items = List.copyOf(items);
    }
  }

  /** Keys and values in file order, duplicates included. */
  record Entries(List<Entry> entries, SourceLocation place) implements ConfigNode {
    public Entries {
      entries = List.copyOf(entries);
    }
  }

  /** One key and its value. */
  record Entry(Text key, ConfigNode value) {}
}
