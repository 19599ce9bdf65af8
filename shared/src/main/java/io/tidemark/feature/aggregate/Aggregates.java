package io.tidemark.feature.aggregate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.regex.Pattern;

/** All aggregates: Tidemark's own, and a user's that {@link ServiceLoader} finds. */
public final class Aggregates {

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");

  private Aggregates() {}

  /**
   * The aggregate of that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static AggregateFunction named(String name) {
    return find(name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    name + " is no aggregate; there are " + String.join(", ", names()) + "."));
  }

  public static Optional<AggregateFunction> find(String name) {
    return Optional.ofNullable(all().get(name));
  }

  /** All names, Tidemark's own first. */
  public static List<String> names() {
    return List.copyOf(all().keySet());
  }

  public static Aggregate<?> overHistory(AggregateCall call) {
    return named(call.function()).overHistory(call);
  }

  /**
   * The aggregate over a window.
   *
   * @return a {@link Subtracting}, {@link Expiring} or {@link Refilled} one
   * @throws IllegalArgumentException if the aggregate's author gave none
   */
  public static Aggregate<?> inWindow(AggregateCall call) {
    Aggregate<?> aggregate = named(call.function()).inWindow(call);
    if (aggregate instanceof Subtracting || aggregate instanceof Expiring) {
      return aggregate;
    }
    throw new IllegalArgumentException(
        call.function()
            + " lets no event go, so it has no window: its inWindow must return a Subtracting,"
            + " Expiring or Refilled aggregate.");
  }

  private static Map<String, AggregateFunction> all() {
    Map<String, AggregateFunction> all = new LinkedHashMap<>();
    builtIn().forEach(function -> all.put(function.name(), function));
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    ServiceLoader.load(AggregateFunction.class, loader).forEach(function -> add(function, all));
    return all;
  }

  private static void add(AggregateFunction function, Map<String, AggregateFunction> all) {
    String name = function.name();
    String type = function.getClass().getName();
    if (name == null || !NAME.matcher(name).matches()) {
      throw new IllegalStateException(
          "The aggregate " + type + " is named " + name + "; a name is snake_case: geo_mean.");
    }
    AggregateFunction known = all.putIfAbsent(name, function);
    if (known != null) {
      String owner = known instanceof BuiltIn ? "Tidemark" : known.getClass().getName();
      throw new IllegalStateException(
          "The aggregate " + type + " is named " + name + ", as one of " + owner + " is.");
    }
  }

  private static List<AggregateFunction> builtIn() {
    List<AggregateFunction> functions = new ArrayList<>();
    functions.addAll(Counts.functions());
    functions.addAll(Sums.functions());
    functions.addAll(Variances.functions());
    functions.addAll(Extremes.functions());
    functions.addAll(Places.functions());
    functions.addAll(Distributions.functions());
    functions.addAll(Sketches.functions());
    functions.addAll(Booleans.functions());
    return functions;
  }
}
