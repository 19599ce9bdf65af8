package io.tidemark.definition.draft;

import io.tidemark.definition.draft.ConfigNode.Entries;
import io.tidemark.definition.draft.ConfigNode.Entry;
import io.tidemark.definition.draft.ConfigNode.Items;
import io.tidemark.definition.draft.ConfigNode.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Checks of {@link ConfigNode}s that hold in every {@link ConfigSection}: distinct keys, and the
 * kind of a value.
 */
public final class ConfigNodeChecks {

  private ConfigNodeChecks() {}

  /** The first entry of each key; a repeated key is a problem that names both places. */
  static List<Entry> distinct(Entries mapping, ProblemCollector problems) {
    Map<String, Entry> byKey = new LinkedHashMap<>();
    for (Entry entry : mapping.entries()) {
      Entry first = byKey.putIfAbsent(entry.key().value(), entry);
      if (first != null) {
        String key = entry.key().value();
        problems.add(
            entry.key().place(),
            "duplicate " + key + ": it already stands at " + first.key().place().text(),
            "a key stands once in its section",
            "one " + key + ", with all that it needs");
      }
    }
    return new ArrayList<>(byKey.values());
  }

  public static boolean isText(ConfigNode draft) {
    return draft instanceof Text text && !text.value().isBlank();
  }

  /** Describes the kind of a value, as the end of a sentence. */
  public static String is(ConfigNode draft) {
    if (draft instanceof Text text) {
      return text.value().isBlank() ? " has no value" : " is a single value";
    }
    return draft instanceof Items ? " is a list" : " is a mapping";
  }
}
