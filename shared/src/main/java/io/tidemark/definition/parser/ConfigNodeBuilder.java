package io.tidemark.definition.parser;

import io.tidemark.definition.draft.ConfigNode;
import io.tidemark.definition.draft.ConfigNode.Entries;
import io.tidemark.definition.draft.ConfigNode.Entry;
import io.tidemark.definition.draft.ConfigNode.Items;
import io.tidemark.definition.draft.ConfigNode.Text;
import io.tidemark.definition.draft.SourceLocation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Builds one mapping of a configuration tree for {@link PipelineBuilder}. In place of lines and
 * columns, a {@link SourceLocation} names what is being built.
 */
final class ConfigNodeBuilder {

  private final String path;
  private final AtomicInteger order;
  private final List<Entry> entries = new ArrayList<>();

  private ConfigNodeBuilder(String path, AtomicInteger order) {
    this.path = path;
    this.order = order;
  }

  static ConfigNodeBuilder root() {
    return new ConfigNodeBuilder("", new AtomicInteger());
  }

  void put(String key, String value) {
    SourceLocation place = place(child(key));
    entries.add(
        new Entry(new Text(key, place), new Text(Objects.requireNonNull(value, key), place)));
  }

  void put(String key, List<ConfigNode> items) {
    SourceLocation place = place(child(key));
    entries.add(new Entry(new Text(key, place), new Items(items, place)));
  }

  /** Begins a mapping under the key, which is part of its locations. */
  ConfigNodeBuilder section(String key) {
    return new ConfigNodeBuilder(child(key), order);
  }

  /** Begins a mapping under a key that its locations do not show. */
  ConfigNodeBuilder hidden() {
    return new ConfigNodeBuilder(path, order);
  }

  void put(String key, ConfigNodeBuilder section) {
    SourceLocation place = place(section.path);
    entries.add(new Entry(new Text(key, place), section.build()));
  }

  /** The texts as items of a list. */
  List<ConfigNode> texts(String... texts) {
    return Arrays.stream(texts).map(t -> (ConfigNode) new Text(t, place(path))).toList();
  }

  /** Copies the mapping as it is now, so that additions to the copy do not change it. */
  ConfigNodeBuilder copy() {
    ConfigNodeBuilder copy = new ConfigNodeBuilder(path, order);
    copy.entries.addAll(entries);
    return copy;
  }

  ConfigNode build() {
    return new Entries(entries, place(path.isEmpty() ? "pipeline" : path));
  }

  private String child(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  private SourceLocation place(String at) {
    return new SourceLocation("builder: " + at, order.getAndIncrement());
  }
}
