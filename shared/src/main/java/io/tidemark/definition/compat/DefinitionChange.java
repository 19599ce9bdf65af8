package io.tidemark.definition.compat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Change from one definition of a feature set to another, computed from two {@link
 * FeatureSetFingerprint}s.
 *
 * @param set what is different for all rows: {@code trigger was every 1 h, is every 2 h}
 * @param added names of features that were not there
 * @param gone names of features that are no more
 * @param changed features that are computed otherwise, each with what is different
 * @param aggregates whether an aggregate is among all these, or the set itself is different: what a
 *     live job has kept of events then does not fit
 */
public record DefinitionChange(
    List<String> set,
    SortedSet<String> added,
    SortedSet<String> gone,
    SortedMap<String, List<String>> changed,
    boolean aggregates) {

  public DefinitionChange {
    set = List.copyOf(set);
    added = Collections.unmodifiableSortedSet(new TreeSet<>(added));
    gone = Collections.unmodifiableSortedSet(new TreeSet<>(gone));
    changed = Collections.unmodifiableSortedMap(new TreeMap<>(changed));
  }

  public static DefinitionChange between(
      FeatureSetFingerprint before, FeatureSetFingerprint after) {
    List<String> set = after.set().differencesFrom(before.set());
    SortedSet<String> added = without(after.features().keySet(), before.features().keySet());
    SortedSet<String> gone = without(before.features().keySet(), after.features().keySet());
    SortedMap<String, List<String>> changed = new TreeMap<>();
    for (String name : without(after.features().keySet(), added)) {
      List<String> differences =
          after.features().get(name).differencesFrom(before.features().get(name));
      if (!differences.isEmpty()) {
        changed.put(name, differences);
      }
    }
    boolean aggregates =
        !set.isEmpty()
            || Stream.of(added, gone, changed.keySet())
                .flatMap(Collection::stream)
                .anyMatch(isAggregate(before).or(isAggregate(after)));
    return new DefinitionChange(set, added, gone, changed, aggregates);
  }

  /** Whether both definitions are the same. */
  public boolean isNone() {
    return set.isEmpty() && added.isEmpty() && gone.isEmpty() && changed.isEmpty();
  }

  /** A line each, as a reader is told. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    set.forEach(difference -> lines.add("all rows: " + difference));
    added.forEach(name -> lines.add("new feature " + name));
    gone.forEach(name -> lines.add("gone feature " + name));
    changed.forEach(
        (name, differences) ->
            lines.add("changed feature " + name + ": " + String.join("; ", differences)));
    return lines;
  }

  private static Predicate<String> isAggregate(FeatureSetFingerprint definition) {
    return name ->
        definition.features().containsKey(name)
            && definition.features().get(name).values().containsKey(FingerprintFactory.AGGREGATE);
  }

  private static SortedSet<String> without(Collection<String> all, Collection<String> those) {
    SortedSet<String> rest = new TreeSet<>(all);
    rest.removeAll(those);
    return rest;
  }
}
