package io.tidemark.feature.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.aggregate.Aggregate;
import io.tidemark.aggregate.AggregateCall;
import io.tidemark.aggregate.AggregateRegistry;
import io.tidemark.aggregate.SampleArbitraries;
import io.tidemark.aggregate.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.lifecycle.AddLifecycleHook;

/** A sketch knows what its window has, not what came and went; and it is as near as it says. */
@AddLifecycleHook(SeedReport.class)
class SketchOracleTest {

  private static final List<String> SKETCHES = List.of("quantile", "approx_count_distinct");
  private static final double STANDARD_ERROR = 0.016;
  private static final int DEVIATIONS = 5;

  /** A plan and different events. */
  record Sample(FeaturePlan plan, List<EventArrival> events) {}

  @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
  void theValueIsThatOfTheWindowFedAtOnce(@ForAll("samples") Sample sample) {
    FeatureEngine engine = new FeatureEngine(sample.plan(), new InMemoryBlockStore(), 60);
    EntityState state = engine.newState();
    sample.events().forEach(event -> engine.accept(state, event, Long.MIN_VALUE));
    engine.pass(state, 100, (time, trigger, row) -> compare(sample, time, row));
  }

  @Property(tries = 40, edgeCases = EdgeCasesMode.NONE)
  void manyDifferentValuesAreCountedWithinTheStatedError(
      @ForAll @LongRange(min = 100, max = 50_000) long count, @ForAll long start) {
    AggregateCall call = new AggregateCall("approx_count_distinct", ValueType.BIGINT, List.of());
    Aggregate<Object> sketch = untyped(AggregateRegistry.overHistory(call));
    Object state = sketch.identity();
    for (long i = 0; i < count; i++) {
      sketch.add(state, EngineFixture.event(i, "a"), start + i * 7919);
    }
    long room = 2 + (long) (count * STANDARD_ERROR * DEVIATIONS);
    assertThat((Long) sketch.result(state, 0)).isBetween(count - room, count + room);
  }

  private static void compare(Sample sample, long time, Object[] row) {
    for (int i = 0; i < row.length; i++) {
      FeatureSpec feature = sample.plan().features().get(i);
      assertThat(row[i])
          .as("%s at %d", OracleCase.text(feature), time)
          .isEqualTo(atOnce(feature, time, sample.events()));
    }
  }

  /** The newest event first, as no window takes them in. */
  private static Object atOnce(FeatureSpec feature, long time, List<EventArrival> events) {
    Aggregate<Object> sketch = untyped(AggregateRegistry.overHistory(feature.call()));
    Object state = sketch.identity();
    List<EventArrival> seen = NaiveFeatureEvaluator.seen(feature, time, events);
    for (int i = seen.size() - 1; i >= 0; i--) {
      sketch.add(state, seen.get(i), seen.get(i).values()[feature.argument()]);
    }
    return sketch.result(state, time);
  }

  @SuppressWarnings("unchecked")
  private static Aggregate<Object> untyped(Aggregate<?> aggregate) {
    return (Aggregate<Object>) aggregate;
  }

  @Provide
  Arbitrary<Sample> samples() {
    return OracleCaseArbitraries.slots()
        .flatMap(
            slots ->
                Combinators.combine(
                        OracleCaseArbitraries.plans(SKETCHES, slots),
                        OracleCaseArbitraries.events(slots, SampleArbitraries::values)
                            .list()
                            .ofMaxSize(60))
                    .as((plan, events) -> new Sample(everyEvent(plan), different(events))));
  }

  private static FeaturePlan everyEvent(FeaturePlan plan) {
    return new FeaturePlan(plan.slots(), plan.features(), TriggerSpec.EVERY_EVENT, 0);
  }

  private static List<EventArrival> different(List<EventArrival> events) {
    TreeSet<String> identities = new TreeSet<>();
    List<EventArrival> different = new ArrayList<>(events);
    different.removeIf(
        e -> !identities.add(e.time() + NaiveValueComparator.hex(e.id()) + " " + e.stream()));
    return different;
  }
}
