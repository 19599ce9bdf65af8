package io.tidemark.feature.engine;

import io.tidemark.aggregate.AggregateCall;
import io.tidemark.aggregate.AggregateFunction;
import io.tidemark.aggregate.AggregateFunction.Parameter;
import io.tidemark.aggregate.AggregateRegistry;
import io.tidemark.aggregate.SampleArbitraries;
import io.tidemark.aggregate.ValueType;
import io.tidemark.definition.Window;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/**
 * Arbitraries of {@link OracleCase}: plans of all aggregates, and the steps of an entity under
 * them.
 */
final class OracleCaseArbitraries {

  private static final int MOST_FEATURES = 5;
  private static final int MOST_STEPS = 50;

  private OracleCaseArbitraries() {}

  /** Slot 0 has the conditions; the others are of any type. */
  static Arbitrary<List<ValueType>> slots() {
    return Arbitraries.of(SampleArbitraries.TYPES)
        .list()
        .ofMinSize(1)
        .ofMaxSize(3)
        .map(
            types -> {
              List<ValueType> slots = new ArrayList<>(List.of(ValueType.BOOLEAN));
              slots.addAll(types);
              return slots;
            });
  }

  static Arbitrary<OracleCase> cases(
      List<String> functions, Function<ValueType, Arbitrary<Object>> values) {
    return slots()
        .flatMap(
            slots ->
                Combinators.combine(plans(functions, slots), steps(events(slots, values)))
                    .as(OracleCase::new));
  }

  static Arbitrary<FeaturePlan> plans(List<String> functions, List<ValueType> slots) {
    return Combinators.combine(
            features(functions, slots).list().ofMinSize(1).ofMaxSize(MOST_FEATURES),
            triggers(),
            millis(0, 15))
        .as((features, trigger, remember) -> new FeaturePlan(slots, features, trigger, remember));
  }

  private static Arbitrary<TriggerSpec> triggers() {
    Arbitrary<Integer> condition = Arbitraries.of(-2, -1, 0);
    Arbitrary<TriggerSpec> some =
        Combinators.combine(condition, condition)
            .as((one, two) -> new TriggerSpec.OnEvent(List.of(one, two)));
    return Arbitraries.oneOf(
        Arbitraries.just(TriggerSpec.EVERY_EVENT), some, millis(1, 7).map(TriggerSpec.Every::new));
  }

  private static Arbitrary<List<OracleAction>> steps(Arbitrary<EventArrival> events) {
    Arbitrary<Integer> back = Arbitraries.integers().between(0, 9);
    Arbitrary<OracleAction> step =
        Arbitraries.frequencyOf(
            Tuple.of(12, events.map(OracleAction.Arrive::new)),
            Tuple.of(4, Combinators.combine(back, events).as(OracleAction.Again::new)),
            Tuple.of(4, millis(0, 10).map(OracleAction.Watermark::new)),
            Tuple.of(2, Arbitraries.of(new OracleAction.Reload(), new OracleAction.Forget())));
    return step.list().ofMaxSize(MOST_STEPS);
  }

  private static Arbitrary<FeatureSpec> features(List<String> functions, List<ValueType> slots) {
    Arbitrary<FeatureSpec> calls =
        Arbitraries.of(functions.stream().filter(f -> !arguments(f, slots).isEmpty()).toList())
            .flatMap(function -> called(function, slots));
    return Combinators.combine(
            calls, Arbitraries.of(-1, -1, 0), Arbitraries.of(-1, -1, 0, 1), windows())
        .as(
            (f, condition, stream, w) ->
                new FeatureSpec(f.call(), f.argument(), condition, stream, w));
  }

  /** That aggregate of any of the slots that it takes, over all of history. */
  private static Arbitrary<FeatureSpec> called(String function, List<ValueType> slots) {
    return Combinators.combine(
            Arbitraries.of(arguments(function, slots)),
            parameters(AggregateRegistry.named(function)))
        .as(
            (slot, parameters) ->
                new FeatureSpec(
                    new AggregateCall(function, type(slots, slot), parameters),
                    slot,
                    -1,
                    -1,
                    Window.UNLIMITED));
  }

  /** The slots that the aggregate takes, -1 for all of an event. */
  private static List<Integer> arguments(String function, List<ValueType> slots) {
    return IntStream.range(-1, slots.size())
        .filter(slot -> takes(AggregateRegistry.named(function), type(slots, slot)))
        .boxed()
        .toList();
  }

  private static ValueType type(List<ValueType> slots, int slot) {
    return slot < 0 ? null : slots.get(slot);
  }

  private static boolean takes(AggregateFunction function, ValueType type) {
    try {
      function.resultType(type);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static Arbitrary<List<Number>> parameters(AggregateFunction function) {
    if (function.parameters().isEmpty()) {
      return Arbitraries.just(List.of());
    }
    return parameter(function.parameters().get(0)).map(List::of);
  }

  private static Arbitrary<Number> parameter(Parameter parameter) {
    if (parameter.whole()) {
      long greatest = (long) parameter.greatest();
      return Arbitraries.oneOf(millis((long) parameter.least(), 4), Arbitraries.just(greatest))
          .map(n -> n);
    }
    Arbitrary<Double> thousandths = Arbitraries.integers().between(0, 1000).map(n -> n / 1000.0);
    return Arbitraries.oneOf(thousandths, Arbitraries.of(0.0, 0.25, 0.5, 0.75, 1.0)).map(q -> q);
  }

  private static Arbitrary<Window> windows() {
    Arbitrary<Window> exact = millis(0, 12).map(ms -> Window.of(Duration.ofMillis(ms)));
    Arbitrary<Window> stepped =
        Combinators.combine(millis(4, 12), millis(1, 6))
            .as((length, step) -> Window.of(Duration.ofMillis(length), Duration.ofMillis(step)));
    return Arbitraries.oneOf(Arbitraries.just(Window.UNLIMITED), exact, stepped);
  }

  /** Events of few times and few ids, so that there are ties and duplicates. */
  static Arbitrary<EventArrival> events(
      List<ValueType> types, Function<ValueType, Arbitrary<Object>> values) {
    List<Arbitrary<Object>> slots =
        types.stream().map(type -> values.apply(type).injectNull(0.2)).toList();
    return Combinators.combine(
            millis(-20, 12),
            Arbitraries.of("a", "b", "\uFF5E", "\uD83D\uDE00"),
            Arbitraries.integers().between(0, 1),
            millis(0, 100_000),
            Combinators.combine(slots).as(List::toArray))
        .as(
            (time, id, stream, at, row) ->
                new EventArrival(time, EngineFixture.id(id), stream, (int) (at % 2), at, row));
  }

  /** Values of which fifty can be summed and squared without leaving the type, with ties. */
  static Arbitrary<Object> small(ValueType type) {
    Arbitrary<Object> few = SampleArbitraries.few(type);
    Arbitrary<Object> any =
        switch (type.kind()) {
          case INT -> Arbitraries.integers().between(-40, 1000).map(v -> v);
          case BIGINT -> Arbitraries.longs().between(-3, 1L << 29).map(v -> v);
          case DECIMAL ->
              Arbitraries.integers()
                  .between(-9, 99_999)
                  .map(v -> BigDecimal.valueOf(v, type.scale()));
          default -> SampleArbitraries.values(type);
        };
    return Arbitraries.oneOf(few, any);
  }

  private static Arbitrary<Long> millis(long from, long to) {
    return Arbitraries.longs().between(from, to);
  }
}
