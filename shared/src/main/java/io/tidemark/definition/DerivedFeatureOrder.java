package io.tidemark.definition;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Topological order of the derived features of a set: each stands after those that its SQL reads.
 * {@link FeatureSet#derivedInOrder()} computes them in it.
 */
public final class DerivedFeatureOrder {

  private final Map<String, List<String>> reads;
  private final Set<String> done = new LinkedHashSet<>();
  private final List<String> open = new ArrayList<>();
  private final List<List<String>> cycles = new ArrayList<>();

  private DerivedFeatureOrder(Map<String, List<String>> reads) {
    this.reads = reads;
    reads.keySet().forEach(this::visit);
  }

  /**
   * @param expressions derived feature to its expression, in file order
   */
  public static DerivedFeatureOrder of(Map<String, String> expressions) {
    Map<String, List<String>> reads = new LinkedHashMap<>();
    expressions.forEach(
        (name, sql) -> reads.put(name, SqlTokenizer.references(sql, expressions.keySet())));
    return new DerivedFeatureOrder(reads);
  }

  /** All features, each after those that it reads; those on a cycle in no particular order. */
  public List<String> names() {
    return List.copyOf(done);
  }

  /** Each cycle as the features on it, ending with the one it began with. */
  public List<List<String>> cycles() {
    return cycles;
  }

  private void visit(String name) {
    int start = open.indexOf(name);
    if (start >= 0) {
      List<String> cycle = new ArrayList<>(open.subList(start, open.size()));
      cycle.add(name);
      cycles.add(cycle);
    } else if (!done.contains(name)) {
      open.add(name);
      reads.get(name).forEach(this::visit);
      open.remove(open.size() - 1);
      done.add(name);
    }
  }
}
