package io.tidemark.definition.draft;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Keys that a {@link ConfigSection} knows, each with an example that problems show.
 *
 * @param examples key to an example of its use, in the order in which a file would have them
 */
public record ConfigKeys(Map<String, String> examples) {

  public static ConfigKeys of(String... examples) {
    Map<String, String> byKey = new LinkedHashMap<>();
    for (String example : examples) {
      byKey.put(example.substring(0, example.indexOf(':')), example);
    }
    return new ConfigKeys(byKey);
  }

  public String example(String key) {
    return examples.getOrDefault(key, key + ": ...");
  }
}
