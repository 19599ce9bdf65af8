package io.tidemark.definition;

import java.util.List;

/**
 * Unchecked input with its positions: what a YAML file and the Java builder both make, and what the
 * checks read.
 */
sealed interface Draft {

  /** Where it begins. */
  Place place();

  /**
   * A scalar.
   *
   * @param value what counts
   * @param written what problems may show: the text as the user wrote it, before variables are put
   *     in
   */
  record Text(String value, String written, Place place) implements Draft {
    Text(String value, Place place) {
      this(value, value, place);
    }
  }

  /** A list. */
  record Items(List<Draft> items, Place place) implements Draft {
    public Items {
      items = List.copyOf(items);
    }
  }

  /** Keys and values in file order, duplicates included. */
  record Entries(List<Entry> entries, Place place) implements Draft {
    public Entries {
      entries = List.copyOf(entries);
    }
  }

  /** One key and its value. */
  record Entry(Text key, Draft value) {}
}
