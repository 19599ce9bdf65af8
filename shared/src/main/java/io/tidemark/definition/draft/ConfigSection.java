package io.tidemark.definition.draft;

import io.tidemark.definition.draft.ConfigNode.Entries;
import io.tidemark.definition.draft.ConfigNode.Entry;
import io.tidemark.definition.draft.ConfigNode.Items;
import io.tidemark.definition.draft.ConfigNode.Text;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Mapping of known keys ({@link ConfigKeys}) in a configuration tree. It reports keys that are
 * unknown, missing or hold the wrong kind of value to a {@link ProblemCollector}, and goes on, so
 * that a user sees all of them at once.
 */
public final class ConfigSection {

  private final String title;
  private final SourceLocation place;
  private final ConfigKeys keys;
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final boolean readable;
  private final ProblemCollector problems;

  /**
   * @param title what problems call it: {@code stream activity}
   * @param place where problems say that something is missing
   */
  public ConfigSection(
      String title,
      SourceLocation place,
      ConfigNode draft,
      ConfigKeys keys,
      ProblemCollector problems) {
    this.title = title;
    this.place = place;
    this.keys = keys;
    this.problems = problems;
    this.readable = draft instanceof Entries;
    if (draft instanceof Entries mapping) {
      ConfigNodeChecks.distinct(mapping, problems).forEach(this::accept);
    } else {
      String example = "{ " + keys.firstExample() + " }";
      problems.add(
          draft.place(),
          title + ConfigNodeChecks.is(draft),
          title + " is a mapping of keys",
          example);
    }
  }

  private void accept(Entry entry) {
    String key = entry.key().value();
    if (keys.has(key)) {
      entries.put(key, entry);
    } else {
      reportUnknown(entry);
    }
  }

  private void reportUnknown(Entry entry) {
    String key = entry.key().value();
    boolean cutInTwo = key.contains(")") && !key.contains("(");
    String rule =
        cutInTwo
            ? "inside { } a value that has a comma stands in quotes"
            : "keys of " + title + ": " + String.join(", ", keys.names());
    String example = cutInTwo ? "\"f(a, b)\"" : keys.firstExample();
    problems.add(
        entry.key().place(),
        "unknown key " + key + " in " + title + NameSuggestions.hint(key, keys.names()),
        rule,
        example);
  }

  public String title() {
    return title;
  }

  public SourceLocation place() {
    return place;
  }

  public boolean has(String key) {
    return entries.containsKey(keys.get(key).name());
  }

  /** Location of the key, or of the section where it is missing. */
  public SourceLocation placeOf(String key) {
    return has(key) ? entries.get(key).key().place() : place;
  }

  /** The value of the key; that it is missing is a problem if it is required. */
  public Optional<ConfigNode> find(String key) {
    if (keys.get(key).required()) {
      require(key);
    }
    return Optional.ofNullable(entries.get(key)).map(Entry::value);
  }

  /** A scalar that is not blank. */
  public Optional<Text> text(String key) {
    Optional<ConfigNode> value = find(key);
    if (value.isPresent() && !ConfigNodeChecks.isText(value.get())) {
      reportValue(key, value.get(), "a single value");
    }
    return value.filter(ConfigNodeChecks::isText).map(Text.class::cast);
  }

  /** The comment under the key {@code doc}; empty if there is none. */
  public String doc() {
    return text("doc").map(t -> t.value().strip()).orElse("");
  }

  /** The items of a list; empty if the key is missing or wrong. */
  public List<ConfigNode> items(String key) {
    Optional<ConfigNode> value = find(key);
    if (value.isPresent() && !(value.get() instanceof Items)) {
      reportValue(key, value.get(), "a list");
    }
    return value.filter(Items.class::isInstance).map(v -> ((Items) v).items()).orElse(List.of());
  }

  /** The distinct entries of a mapping with free keys; empty if the key is missing or wrong. */
  public List<Entry> entries(String key) {
    Optional<ConfigNode> value = find(key);
    if (value.isPresent() && !(value.get() instanceof Entries)) {
      reportValue(key, value.get(), "a mapping");
    }
    return value
        .filter(Entries.class::isInstance)
        .map(v -> ConfigNodeChecks.distinct((Entries) v, problems))
        .orElse(List.of());
  }

  /** What counts where the key is missing, as a file would write it. */
  public Optional<String> byDefault(String key) {
    return keys.get(key).byDefault();
  }

  /** Reports the key if it is missing. */
  public void require(String key) {
    if (readable && !has(key)) {
      problems.add(
          place, title + " has no " + key, key + " is required in " + title, keys.example(key));
    }
  }

  /** Reports the value of a key. */
  public void report(String key, Text value, String what, String rule) {
    problems.add(value.place(), what, rule, keys.example(key));
  }

  private void reportValue(String key, ConfigNode value, String wanted) {
    problems.add(
        value.place(),
        key + " of " + title + ConfigNodeChecks.is(value),
        key + " takes " + wanted,
        keys.example(key));
  }
}
