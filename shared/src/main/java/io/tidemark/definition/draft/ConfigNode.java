package io.tidemark.definition.draft;

import java.util.List;

/**
 * Node of a configuration tree: raw input with its {@link SourceLocation}. A YAML file ({@link
 * YamlConfigReader}) and the Java builder both make such a tree, and the parsers read it through
 * {@link ConfigSection}, so one set of rules holds for both.
 */
public sealed interface ConfigNode {

  /** Location of its first character. */
  SourceLocation place();

  /**
   * Scalar value.
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

  /** Sequence of nodes. */
  record Items(List<ConfigNode> items, SourceLocation place) implements ConfigNode {
    public Items {
      items = List.copyOf(items);
    }
  }

  /** Mapping: its keys and values in file order, duplicates included. */
  record Entries(List<Entry> entries, SourceLocation place) implements ConfigNode {
    public Entries {
      entries = List.copyOf(entries);
    }
  }

  /** Key of a mapping and its value. */
  record Entry(Text key, ConfigNode value) {}
}
