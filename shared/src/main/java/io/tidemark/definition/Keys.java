package io.tidemark.definition;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The keys a section knows.
 *
 * @param examples key to an example of its use, in the order in which a file would have them
 */
record Keys(Map<String, String> examples) {

  static Keys of(String... examples) {
    Map<String, String> byKey = new LinkedHashMap<>();
    for (String example : examples) {
      byKey.put(example.substring(0, example.indexOf(':')), example);
    }
    return new Keys(byKey);
  }

  String example(String key) {
    return examples.getOrDefault(key, key + ": ...");
  }
}
