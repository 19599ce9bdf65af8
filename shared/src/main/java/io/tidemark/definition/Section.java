package io.tidemark.definition;

import io.tidemark.definition.Draft.Entries;
import io.tidemark.definition.Draft.Entry;
import io.tidemark.definition.Draft.Items;
import io.tidemark.definition.Draft.Text;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A mapping of known keys; reports keys that are unknown, missing or hold the wrong kind of value.
 */
final class Section {

  private final String title;
  private final Place place;
  private final Keys keys;
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final boolean readable;
  private final Problems problems;

  /**
   * @param title what problems call it: {@code stream activity}
   * @param place where problems say that something is missing
   */
  Section(String title, Place place, Draft draft, Keys keys, Problems problems) {
    this.title = title;
    this.place = place;
    this.keys = keys;
    this.problems = problems;
    this.readable = draft instanceof Entries;
    if (draft instanceof Entries mapping) {
      Mappings.distinct(mapping, problems).forEach(this::accept);
    } else {
      String example = "{ " + keys.examples().values().iterator().next() + " }";
      problems.add(
          draft.place(), title + Mappings.is(draft), title + " is a mapping of keys", example);
    }
  }

  private void accept(Entry entry) {
    String key = entry.key().value();
    if (keys.examples().containsKey(key)) {
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
            : "keys of " + title + ": " + String.join(", ", keys.examples().keySet());
    String example = cutInTwo ? "\"f(a, b)\"" : keys.examples().values().iterator().next();
    problems.add(
        entry.key().place(),
        "unknown key " + key + " in " + title + Nearest.hint(key, keys.examples().keySet()),
        rule,
        example);
  }

  String title() {
    return title;
  }

  Place place() {
    return place;
  }

  boolean has(String key) {
    return entries.containsKey(key);
  }

  /** Where the key stands; the section itself if it does not. */
  Place placeOf(String key) {
    return has(key) ? entries.get(key).key().place() : place;
  }

  Optional<Draft> find(String key) {
    return Optional.ofNullable(entries.get(key)).map(Entry::value);
  }

  /** A scalar that is not blank. */
  Optional<Text> text(String key) {
    Optional<Draft> value = find(key);
    if (value.isPresent() && !Mappings.isText(value.get())) {
      reportValue(key, value.get(), "a single value");
    }
    return value.filter(Mappings::isText).map(Text.class::cast);
  }

  /** A scalar that must be there. */
  Optional<Text> requiredText(String key) {
    require(key);
    return text(key);
  }

  /** The comment under the key {@code doc}; empty if there is none. */
  String doc() {
    return text("doc").map(t -> t.value().strip()).orElse("");
  }

  /** The items of a list; empty if the key is missing or wrong. */
  List<Draft> items(String key) {
    Optional<Draft> value = find(key);
    if (value.isPresent() && !(value.get() instanceof Items)) {
      reportValue(key, value.get(), "a list");
    }
    return value.filter(Items.class::isInstance).map(v -> ((Items) v).items()).orElse(List.of());
  }

  /** The distinct entries of a mapping with free keys; empty if the key is missing or wrong. */
  List<Entry> entries(String key) {
    Optional<Draft> value = find(key);
    if (value.isPresent() && !(value.get() instanceof Entries)) {
      reportValue(key, value.get(), "a mapping");
    }
    return value
        .filter(Entries.class::isInstance)
        .map(v -> Mappings.distinct((Entries) v, problems))
        .orElse(List.of());
  }

  /** Reports the key if it is missing. */
  void require(String key) {
    if (readable && !has(key)) {
      problems.add(
          place, title + " has no " + key, key + " is required in " + title, keys.example(key));
    }
  }

  /** Reports the value of a key. */
  void report(String key, Text value, String what, String rule) {
    problems.add(value.place(), what, rule, keys.example(key));
  }

  private void reportValue(String key, Draft value, String wanted) {
    problems.add(
        value.place(),
        key + " of " + title + Mappings.is(value),
        key + " takes " + wanted,
        keys.example(key));
  }
}
