package io.tidemark.aggregate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds an {@link AggregateFunction} by name: Tidemark's own, then those that {@link ServiceLoader}
 * finds for the thread's context class loader.
 */
public final class AggregateRegistry {

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");

  private static final Map<String, AggregateFunction> BUILT_IN = builtIn();

  private AggregateRegistry() {}

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

  /** The aggregate of that name, if there is one. */
  public static Optional<AggregateFunction> find(String name) {
    AggregateFunction builtIn = BUILT_IN.get(name);
    return Optional.ofNullable(builtIn != null ? builtIn : all().get(name));
  }

  /**
   * All names, Tidemark's own first.
   *
   * @throws IllegalStateException if a user's aggregate has the name of another
   */
  public static List<String> names() {
    return List.copyOf(all().keySet());
  }

  /**
   * The aggregate over all of history.
   *
   * @throws IllegalArgumentException if there is no function of that name
   */
  public static Aggregate<?> overHistory(AggregateCall call) {
    return named(call.function()).overHistory(call);
  }

  /**
   * The aggregate over a window.
   *
   * @return a {@link InvertibleAggregate}, {@link ExpiringAggregate} or {@link RescanningAggregate}
   *     one
   * @throws IllegalArgumentException if there is no function of that name, or it lets no event go
   */
  public static Aggregate<?> inWindow(AggregateCall call) {
    Aggregate<?> aggregate = named(call.function()).inWindow(call);
    if (aggregate instanceof InvertibleAggregate || aggregate instanceof ExpiringAggregate) {
      return aggregate;
    }
    throw new IllegalArgumentException(
        call.function()
            + " lets no event go, so it has no window: its inWindow must return an invertible,"
            + " expiring or rescanning aggregate.");
  }

  private static Map<String, AggregateFunction> all() {
    Map<String, AggregateFunction> all = new LinkedHashMap<>(BUILT_IN);
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
      String owner =
          known instanceof BuiltInAggregateFunction ? "Tidemark" : known.getClass().getName();
      throw new IllegalStateException(
          "The aggregate " + type + " is named " + name + ", as one of " + owner + " is.");
    }
  }

  private static Map<String, AggregateFunction> builtIn() {
    return Stream.of(
            CountAggregates.functions(),
            SumAggregates.functions(),
            VarianceAggregates.functions(),
            ExtremeAggregates.functions(),
            FirstLastAggregates.functions(),
            DistributionAggregates.functions(),
            SketchAggregates.functions(),
            BooleanAggregates.functions())
        .flatMap(List::stream)
        .collect(
            Collectors.toMap(
                AggregateFunction::name, Function.identity(), (a, b) -> a, LinkedHashMap::new));
  }
}
