package io.tidemark.definition;

import io.tidemark.definition.Draft.Entries;
import io.tidemark.definition.Draft.Entry;
import io.tidemark.definition.Draft.Items;
import io.tidemark.definition.Draft.Text;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/** Collects one mapping of a draft; its positions are the names of what is being built. */
final class DraftBuilder {

  private final String path;
  private final AtomicInteger order;
  private final List<Entry> entries = new ArrayList<>();

  private DraftBuilder(String path, AtomicInteger order) {
    this.path = path;
    this.order = order;
  }

  static DraftBuilder root() {
    return new DraftBuilder("", new AtomicInteger());
  }

  void put(String key, String value) {
    Place place = place(child(key));
    entries.add(
        new Entry(new Text(key, place), new Text(Objects.requireNonNull(value, key), place)));
  }

  void put(String key, List<Draft> items) {
    Place place = place(child(key));
    entries.add(new Entry(new Text(key, place), new Items(items, place)));
  }

  /** A mapping under the key, which is part of its positions. */
  DraftBuilder section(String key) {
    return new DraftBuilder(child(key), order);
  }

  /** A mapping under a key that its positions do not show. */
  DraftBuilder hidden() {
    return new DraftBuilder(path, order);
  }

  void put(String key, DraftBuilder section) {
    Place place = place(section.path);
    entries.add(new Entry(new Text(key, place), section.build()));
  }

  /** The texts as items of a list. */
  List<Draft> texts(String... texts) {
    return Arrays.stream(texts).map(t -> (Draft) new Text(t, place(path))).toList();
  }

  /** As it is now, to be added to without changing this one. */
  DraftBuilder copy() {
    DraftBuilder copy = new DraftBuilder(path, order);
    copy.entries.addAll(entries);
    return copy;
  }

  Draft build() {
    return new Entries(entries, place(path.isEmpty() ? "pipeline" : path));
  }

  private String child(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  private Place place(String at) {
    return new Place("builder: " + at, order.getAndIncrement());
  }
}
