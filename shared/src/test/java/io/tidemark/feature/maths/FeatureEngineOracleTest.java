package io.tidemark.feature.maths;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.definition.Window;
import io.tidemark.feature.aggregate.AggregateCall;
import io.tidemark.feature.aggregate.ValueType;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;

/** Every row, arrival and duplicate against {@link NaiveEntity}, which shares no code. */
class FeatureEngineOracleTest {

  private static final List<ValueType> SLOTS = Samples.TYPES;
  private static final List<String> FUNCTIONS =
      List.of("count", "sum", "avg", "min", "max", "first", "last", "count_distinct");
  private static final int BLOCK_BYTES = 60;

  /** What happens to the entity. */
  sealed interface Step {
    /** An event arrives; its time is relative to the watermark's progress. */
    record Arrive(Arrival event) implements Step {
      @Override
      public String toString() {
        return event + " " + Arrays.deepToString(event.values());
      }
    }

    /** One of the latest events arrives once more, from another offset, with other values. */
    record Again(int back, Arrival arrival) implements Step {}

    /** The watermark moves on by that much over the times seen so far. */
    record Watermark(long ahead) implements Step {}

    /** The state is stored and read again, by a new engine. */
    record Reload() implements Step {}

    /** Time tells the entity to forget what it can. */
    record Forget() implements Step {}
  }

  /** The product and the oracle side by side. */
  private static final class Run {
    private final FeaturePlan plan;
    private final NaiveEntity oracle;
    private final List<NaiveEntity.Row> rows = new ArrayList<>();
    private final List<Arrival> arrived = new ArrayList<>();
    private final MapBlocks blocks = new MapBlocks();
    private FeatureEngine engine;
    private EntityState state;
    private int duplicates;
    private long watermark = Long.MIN_VALUE;
    private long progress = -60;

    Run(FeaturePlan plan) {
      this.plan = plan;
      this.oracle = new NaiveEntity(plan);
      this.engine = new FeatureEngine(plan, blocks, BLOCK_BYTES);
      this.state = engine.newState();
    }

    void step(Step step) {
      if (step instanceof Step.Arrive arrive) {
        accept(at(arrive.event().time() + progress, arrive.event(), arrive.event()));
      } else if (step instanceof Step.Again again) {
        if (again.back() < arrived.size()) {
          Arrival event = arrived.get(arrived.size() - 1 - again.back());
          accept(at(event.time(), event, again.arrival()));
        }
      } else if (step instanceof Step.Watermark moved) {
        progress += moved.ahead();
        watermark(progress);
      } else if (step instanceof Step.Forget) {
        if (watermark > Long.MIN_VALUE) {
          forget();
        }
      } else {
        byte[] bytes = engine.write(state);
        engine = new FeatureEngine(plan, blocks, BLOCK_BYTES);
        state = engine.read(bytes);
      }
    }

    private void forget() {
      oracle.forget(watermark);
      if (engine.forget(state, watermark)) {
        assertThat(blocks.size()).isZero();
        state = engine.newState();
        oracle.removed();
      }
    }

    /** Offsets differ, as they do in a partition. */
    private Arrival at(long time, Arrival event, Arrival arrival) {
      return new Arrival(
          time,
          event.id(),
          event.stream(),
          arrival.partition(),
          arrival.offset() * 1000 + arrived.size(),
          arrival.values());
    }

    private void accept(Arrival event) {
      arrived.add(event);
      assertThat(engine.accept(state, event, watermark)).isEqualTo(oracle.accept(event, watermark));
    }

    private void watermark(long time) {
      watermark = time;
      duplicates +=
          engine.pass(state, time, (t, e, row) -> rows.add(NaiveEntity.Row.of(t, e, row)));
      oracle.watermark(time);
      assertThat(rows).isEqualTo(oracle.rows);
      assertThat(duplicates).isEqualTo(oracle.duplicates);
    }
  }

  @Property(tries = 1500, edgeCases = EdgeCasesMode.NONE)
  void rowsAreThoseOfTheDefinition(
      @ForAll("plans") FeaturePlan plan, @ForAll("steps") List<Step> steps) {
    Run run = new Run(plan);
    steps.forEach(run::step);
    run.watermark(300);
  }

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void orderOfArrivalIsNoPartOfTheRows(
      @ForAll("plans") FeaturePlan plan,
      @ForAll("shuffles") Tuple2<List<Arrival>, List<Arrival>> s) {
    assertThat(rowsOf(plan, s.get1())).isEqualTo(rowsOf(plan, s.get2()));
  }

  private static List<NaiveEntity.Row> rowsOf(FeaturePlan plan, List<Arrival> arrivals) {
    Run run = new Run(plan);
    arrivals.forEach(run::accept);
    run.watermark(300);
    return run.rows;
  }

  @Provide
  Arbitrary<Tuple2<List<Arrival>, List<Arrival>>> shuffles() {
    return events()
        .list()
        .ofMaxSize(20)
        .map(FeatureEngineOracleTest::atDistinctOffsets)
        .flatMap(list -> Arbitraries.shuffle(list).map(other -> Tuple.of(list, other)));
  }

  private static List<Arrival> atDistinctOffsets(List<Arrival> events) {
    List<Arrival> distinct = new ArrayList<>();
    for (Arrival e : events) {
      long offset = e.offset() * 1000 + distinct.size();
      distinct.add(new Arrival(e.time(), e.id(), e.stream(), e.partition(), offset, e.values()));
    }
    return distinct;
  }

  @Provide
  Arbitrary<FeaturePlan> plans() {
    return Combinators.combine(
            features().list().ofMinSize(1).ofMaxSize(8), triggers(), millis(0, 15))
        .as((features, trigger, remember) -> new FeaturePlan(SLOTS, features, trigger, remember));
  }

  private static Arbitrary<TriggerSpec> triggers() {
    Arbitrary<Integer> condition = Arbitraries.of(-2, -1, 0);
    Arbitrary<TriggerSpec> some =
        Combinators.combine(condition, condition)
            .as((one, two) -> new TriggerSpec.OnEvent(List.of(one, two)));
    return Arbitraries.oneOf(
        Arbitraries.just(TriggerSpec.EVERY_EVENT), some, millis(1, 7).map(TriggerSpec.Every::new));
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    Arbitrary<Integer> back = Arbitraries.integers().between(0, 9);
    Arbitrary<Step> step =
        Arbitraries.frequencyOf(
            Tuple.of(12, events().map(Step.Arrive::new)),
            Tuple.of(5, Combinators.combine(back, events()).as(Step.Again::new)),
            Tuple.of(4, millis(0, 10).map(Step.Watermark::new)),
            Tuple.of(2, Arbitraries.of(new Step.Reload(), new Step.Forget())));
    return step.list().ofMaxSize(60);
  }

  private static Arbitrary<FeatureSpec> features() {
    return Combinators.combine(
            Arbitraries.of(FUNCTIONS),
            Arbitraries.integers().between(-1, SLOTS.size() - 1),
            Arbitraries.of(-1, -1, 0),
            Arbitraries.of(-1, -1, 0, 1),
            windows())
        .filter((function, slot, condition, stream, window) -> isDefined(function, slot))
        .as(
            (function, slot, condition, stream, window) ->
                new FeatureSpec(
                    new AggregateCall(function, slot < 0 ? null : SLOTS.get(slot), List.of()),
                    slot,
                    condition,
                    stream,
                    window));
  }

  private static boolean isDefined(String function, int slot) {
    boolean sums = function.equals("sum") || function.equals("avg");
    return slot < 0 ? function.equals("count") : !sums || SLOTS.get(slot).kind().isNumeric();
  }

  private static Arbitrary<Window> windows() {
    Arbitrary<Window> exact = millis(0, 12).map(ms -> Window.of(Duration.ofMillis(ms)));
    Arbitrary<Window> stepped =
        Combinators.combine(millis(4, 12), millis(1, 6))
            .as((length, step) -> Window.of(Duration.ofMillis(length), Duration.ofMillis(step)));
    return Arbitraries.oneOf(Arbitraries.just(Window.UNLIMITED), exact, stepped);
  }

  private static Arbitrary<Arrival> events() {
    return Combinators.combine(
            millis(-20, 12),
            Arbitraries.of("a", "b", "\uFF5E", "\uD83D\uDE00"),
            Arbitraries.integers().between(0, 1),
            millis(0, 100_000),
            values())
        .as(
            (time, id, stream, at, values) ->
                new Arrival(time, Specs.id(id), stream, (int) (at % 2), at, values));
  }

  private static Arbitrary<Object[]> values() {
    List<Arbitrary<Object>> slots = new ArrayList<>();
    for (ValueType type : SLOTS) {
      slots.add(small(type).injectNull(0.2));
    }
    return Combinators.combine(slots).as(List::toArray);
  }

  /** Values of which sixty can be summed without leaving the type. */
  private static Arbitrary<Object> small(ValueType type) {
    return switch (type.kind()) {
      case INT, DATE -> Arbitraries.integers().between(-4, 1000).map(v -> v);
      case BIGINT, TIMESTAMP, TIMESTAMP_LTZ ->
          Arbitraries.longs().between(-3, 1L << 40).map(v -> v);
      case DECIMAL -> Arbitraries.integers().between(-9, 99_999).map(v -> BigDecimal.valueOf(v, 2));
      default -> Samples.values(type);
    };
  }

  private static Arbitrary<Long> millis(long from, long to) {
    return Arbitraries.longs().between(from, to);
  }
}
