package io.tidemark.definition;

import io.tidemark.definition.Draft.Entries;
import io.tidemark.definition.Draft.Entry;
import io.tidemark.definition.Draft.Items;
import io.tidemark.definition.Draft.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What holds for every mapping: its keys are distinct. */
final class Mappings {

  private Mappings() {}

  /** The first entry of each key; a repeated key is a problem that names both places. */
  static List<Entry> distinct(Entries mapping, Problems problems) {
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

  static boolean isText(Draft draft) {
    return draft instanceof Text text && !text.value().isBlank();
  }

  /** What a value is, as the end of a sentence. */
  static String is(Draft draft) {
    if (draft instanceof Text text) {
      return text.value().isBlank() ? " has no value" : " is a single value";
    }
    return draft instanceof Items ? " is a list" : " is a mapping";
  }
}
