package io.tidemark.feature.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.aggregate.AggregateFunction;
import io.tidemark.aggregate.AggregateRegistry;
import io.tidemark.aggregate.SampleArbitraries;
import io.tidemark.aggregate.ValueType;
import io.tidemark.definition.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.lifecycle.AfterContainer;

/** Every row, arrival and duplicate against {@link NaiveEntityOracle}, which shares no code. */
@AddLifecycleHook(SeedReport.class)
class FeatureEngineOracleTest {

  /** A plan and the same arrivals in two orders. */
  record Shuffle(FeaturePlan plan, List<EventArrival> one, List<EventArrival> other) {}

  private static final List<String> BUILT_IN =
      AggregateRegistry.names().stream().filter(FeatureEngineOracleTest::isBuiltIn).toList();
  private static final TreeMap<String, Integer> TRIED = new TreeMap<>();

  @Example
  void everyAggregateHasAnOracle() {
    assertThat(NaiveAggregates.names()).containsExactlyInAnyOrderElementsOf(BUILT_IN);
  }

  @Property(tries = 2000, edgeCases = EdgeCasesMode.NONE)
  void rowsAreThoseOfTheDefinition(@ForAll("ordinary") OracleCase sample) {
    sample.plan().features().forEach(f -> TRIED.merge(kind(f, sample.plan()), 1, Integer::sum));
    OracleHarness.check(sample);
  }

  @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
  void valuesAtTheEndsOfTheirTypesAreExactOrRefused(@ForAll("extreme") OracleCase sample) {
    OracleHarness.check(sample);
  }

  @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
  void orderOfArrivalIsNoPartOfTheRows(@ForAll("shuffles") Shuffle shuffle) {
    List<NaiveEntityOracle.Row> one = rowsOf(shuffle.plan(), shuffle.one());
    List<NaiveEntityOracle.Row> other = rowsOf(shuffle.plan(), shuffle.other());
    assertThat(texts(one)).isEqualTo(texts(other));
  }

  /** Each aggregate has been tried over each kind of window, with each trigger. */
  @AfterContainer
  static void everythingWasTried() {
    if (!TRIED.isEmpty()) {
      assertThat(TRIED).hasSize(BUILT_IN.size() * 3 * 3);
    }
  }

  private static List<NaiveEntityOracle.Row> rowsOf(FeaturePlan plan, List<EventArrival> arrivals) {
    OracleHarness run = new OracleHarness(plan);
    arrivals.forEach(run::accept);
    run.watermark(OracleHarness.END);
    return run.rows;
  }

  private static List<String> texts(List<NaiveEntityOracle.Row> rows) {
    return rows.stream().map(row -> row.place() + NaiveValueComparator.text(row.values())).toList();
  }

  private static String kind(FeatureSpec f, FeaturePlan plan) {
    Window w = f.window();
    String window = w.length().isEmpty() ? "unlimited" : w.step().isEmpty() ? "exact" : "stepped";
    String trigger =
        plan.trigger().isOnGrid()
            ? "grid"
            : plan.trigger().equals(TriggerSpec.EVERY_EVENT) ? "events" : "some events";
    return f.call().function() + " " + window + " " + trigger;
  }

  private static boolean isBuiltIn(String name) {
    String pack = AggregateRegistry.named(name).getClass().getPackageName();
    return pack.equals(AggregateFunction.class.getPackageName());
  }

  @Provide
  Arbitrary<OracleCase> ordinary() {
    return OracleCaseArbitraries.cases(BUILT_IN, OracleCaseArbitraries::small);
  }

  @Provide
  Arbitrary<OracleCase> extreme() {
    return OracleCaseArbitraries.cases(BUILT_IN, SampleArbitraries::values);
  }

  @Provide
  Arbitrary<Shuffle> shuffles() {
    return OracleCaseArbitraries.slots().flatMap(FeatureEngineOracleTest::shuffles);
  }

  private static Arbitrary<Shuffle> shuffles(List<ValueType> slots) {
    Arbitrary<List<EventArrival>> arrivals =
        OracleCaseArbitraries.events(slots, OracleCaseArbitraries::small)
            .list()
            .ofMaxSize(20)
            .map(FeatureEngineOracleTest::atDistinctOffsets);
    return Combinators.combine(OracleCaseArbitraries.plans(BUILT_IN, slots), arrivals)
        .flatAs(
            (plan, one) -> Arbitraries.shuffle(one).map(other -> new Shuffle(plan, one, other)));
  }

  private static List<EventArrival> atDistinctOffsets(List<EventArrival> events) {
    List<EventArrival> distinct = new ArrayList<>();
    for (EventArrival e : events) {
      long offset = e.offset() * 1000 + distinct.size();
      distinct.add(
          new EventArrival(e.time(), e.id(), e.stream(), e.partition(), offset, e.values()));
    }
    return distinct;
  }
}
