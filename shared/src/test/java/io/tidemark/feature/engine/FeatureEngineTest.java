package io.tidemark.feature.engine;

import static io.tidemark.feature.engine.EngineFixture.event;
import static io.tidemark.feature.engine.EngineFixture.feature;
import static io.tidemark.feature.engine.EngineFixture.millis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.aggregate.AggregateOverflowException;
import io.tidemark.aggregate.ValueType;
import io.tidemark.definition.Window;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests single cases of {@link FeatureEngine}; {@link FeatureEngineOracleTest} has random ones. */
class FeatureEngineTest {

  private static final long NONE = Long.MIN_VALUE;

  private final InMemoryBlockStore blocks = new InMemoryBlockStore();
  private final FeatureEngine engine =
      engine(TriggerSpec.EVERY_EVENT, millis(10), Window.UNLIMITED);
  private final EntityState state = engine.newState();
  private final List<String> rows = new ArrayList<>();

  @Test
  void bothBordersOfAWindowAreInIt() {
    pending(event(0, "a", 1L));
    pending(event(10, "b", 2L));
    pending(event(11, "c", 4L));
    pass(11);
    assertThat(rows).containsExactly("a:1/1", "b:3/3", "c:6/7");
  }

  @Test
  void eventsOfOneMillisecondSeeEachOtherInTheOrderOfIds() {
    pending(event(5, "\uD83D\uDE00", 1L));
    pending(event(5, "\uFF5E", 2L));
    pass(5);
    assertThat(rows).containsExactly("\uFF5E:3/3", "\uD83D\uDE00:3/3");
  }

  @Test
  void ofTheArrivalsOfAnEventTheOneOfLowestPartitionAndOffsetCounts() {
    pending(new EventArrival(5, EngineFixture.id("a"), 0, 1, 0, new Object[] {1L}));
    pending(new EventArrival(5, EngineFixture.id("a"), 0, 0, 9, new Object[] {2L}));
    pending(new EventArrival(5, EngineFixture.id("a"), 0, 0, 8, new Object[] {4L}));
    assertThat(engine.pass(state, 5, this::collect)).isEqualTo(2);
    assertThat(rows).containsExactly("a:4/4");
    assertThat(engine.accept(state, event(5, "a", 4L), 5)).isEqualTo(ArrivalOutcome.DUPLICATE);
  }

  @Test
  void aLateEventIsInAllLaterRows() {
    pending(event(100, "a", 1L));
    pass(100);
    assertThat(engine.accept(state, event(95, "late", 2L), 100)).isEqualTo(ArrivalOutcome.LATE);
    assertThat(engine.accept(state, event(95, "late", 2L), 100))
        .isEqualTo(ArrivalOutcome.DUPLICATE);
    assertThat(engine.accept(state, event(80, "later", 4L), 100)).isEqualTo(ArrivalOutcome.LATE);
    assertThat(engine.accept(state, event(79, "old", 8L), 100)).isEqualTo(ArrivalOutcome.FORGOTTEN);
    pending(event(105, "b", 16L));
    pending(event(106, "c", 32L));
    pass(106);
    assertThat(rows).containsExactly("a:1/1", "b:19/23", "c:49/55");
  }

  @Test
  void aDuplicateThatIsTooOldToBeToldFromALateEventIsNotCountedAgain() {
    pending(event(0, "a", 1L));
    pass(0);
    pending(event(100, "b", 2L));
    pass(100);
    assertThat(engine.accept(state, event(0, "a", 1L), 100)).isEqualTo(ArrivalOutcome.FORGOTTEN);
    pending(event(101, "c", 4L));
    pass(101);
    assertThat(rows).containsExactly("a:1/1", "b:2/3", "c:6/7");
  }

  @Test
  void aLateEventAheadOfTheLastRowIsInTheNext() {
    pending(event(0, "a", 1L));
    pass(0);
    assertThat(engine.accept(state, event(50, "late", 2L), 54)).isEqualTo(ArrivalOutcome.LATE);
    pending(event(55, "b", 4L));
    assertThat(engine.accept(state, event(50, "late", 2L), 54)).isEqualTo(ArrivalOutcome.DUPLICATE);
    pass(55);
    assertThat(rows).containsExactly("a:1/1", "b:6/7");
  }

  @Test
  void aNewEntityRemembersBackFromTheWatermark() {
    assertThat(engine.accept(state, event(79, "a", 1L), 100)).isEqualTo(ArrivalOutcome.FORGOTTEN);
    assertThat(engine.accept(state, event(80, "b", 2L), 100)).isEqualTo(ArrivalOutcome.LATE);
    pending(event(101, "c", 4L));
    pass(101);
    assertThat(rows).containsExactly("c:4/6");
  }

  @Test
  void aLateEventMakesTheRowsStaleThatShouldHaveSeenIt() {
    FeatureEngine bounded = engine(TriggerSpec.EVERY_EVENT, millis(10), stepped(20, 8));
    assertThat(stale(bounded, 9, 100)).isEqualTo(new StaleRowRange(9, 35));
    assertThat(stale(bounded, 90, 100)).isEqualTo(new StaleRowRange(90, 100));
    assertThat(stale(engine, 90, 100)).isEqualTo(new StaleRowRange(90, 100));
  }

  @Test
  void whatIsForgottenIsMissingForEverWhereAFeatureHasNoWindow() {
    assertThat(stale(engine, 79, 100)).isEqualTo(new StaleRowRange(79, Long.MAX_VALUE));
    assertThat(stale(engine, 79, 100).isEndless()).isTrue();
  }

  @Test
  void aLateArrivalOfOtherValuesLeavesAllRowsInDoubtThatSeeTheEvent() {
    assertThat(staleByConflict(engine(TriggerSpec.EVERY_EVENT, millis(10), stepped(20, 8))))
        .isEqualTo(new StaleRowRange(90, 115));
    assertThat(staleByConflict(engine)).isEqualTo(new StaleRowRange(90, Long.MAX_VALUE));
  }

  private static StaleRowRange staleByConflict(FeatureEngine engine) {
    EntityState entity = engine.newState();
    engine.accept(entity, event(90, "a", 1L), 100);
    EventArrival other = event(90, "a", 2L);
    assertThat(engine.accept(entity, other, 100)).isEqualTo(ArrivalOutcome.CONFLICTING);
    return engine.stale(entity, other, ArrivalOutcome.CONFLICTING, 100);
  }

  @Test
  void onAGridTheGridPointsBehindALateEventAreStale() {
    FeatureEngine grid = engine(new TriggerSpec.Every(10), millis(20), millis(20));
    assertThat(stale(grid, 81, 100)).isEqualTo(new StaleRowRange(90, 100));
    assertThat(stale(grid, 97, 99).isEmpty()).isTrue();
  }

  private static StaleRowRange stale(FeatureEngine engine, long time, long finalUpTo) {
    EntityState entity = engine.newState();
    EventArrival late = event(time, "late", 1L);
    ArrivalOutcome outcome = engine.accept(entity, late, finalUpTo);
    assertThat(outcome).isIn(ArrivalOutcome.LATE, ArrivalOutcome.FORGOTTEN);
    return engine.stale(entity, late, outcome, finalUpTo);
  }

  private static Window stepped(long length, long step) {
    return Window.of(Duration.ofMillis(length), Duration.ofMillis(step));
  }

  @Test
  void theLogForgetsWhatNoWindowAndNoDuplicateNeeds() {
    for (long time = 0; time < 100_000; time++) {
      pending(event(time, "e", 1L));
      pass(time);
    }
    assertThat(blocks.size()).isLessThan(6);
    assertThat(state.pendingArrivals()).isZero();
    assertThat(state.lastPassed()).isEqualTo(99_999);
    assertThat(rows).last().isEqualTo("e:11/100000");
  }

  @Test
  void aStateOfBoundedWindowsEmptiesAsTimePasses() {
    FeatureEngine bounded = engine(TriggerSpec.EVERY_EVENT, millis(10), millis(30));
    EntityState entity = bounded.newState();
    assertThat(bounded.forgottenAt(entity)).isEqualTo(FeatureEngine.NEVER_DUE);
    bounded.accept(entity, event(5, "a", 1L), NONE);
    bounded.pass(entity, 5, this::collect);
    assertThat(bounded.forgottenAt(entity)).isEqualTo(36);
    assertThat(bounded.forget(entity, 35)).isFalse();
    assertThat(bounded.forget(entity, 36)).isTrue();
  }

  @Test
  void whatIsForgottenBetweenGridPointsHasLeftItsWindows() {
    FeatureSpec sum = feature("sum", 0, ValueType.BIGINT, millis(20));
    FeaturePlan plan =
        new FeaturePlan(List.of(ValueType.BIGINT), List.of(sum, sum), new TriggerSpec.Every(10), 0);
    FeatureEngine grid = new FeatureEngine(plan, blocks, 1);
    EntityState entity = grid.newState();
    grid.accept(entity, event(3, "a", 1L), NONE);
    grid.accept(entity, event(4, "b", 2L), NONE);
    grid.accept(entity, event(57, "c", 4L), NONE);
    grid.pass(entity, 57, this::collect);
    grid.forget(entity, 57);
    grid.pass(entity, 60, this::collect);
    assertThat(rows).containsExactly("@10:3/3", "@20:3/3", "@60:4/4");
  }

  @Test
  void rowsAtGridPointsSeeWhatIsBeforeThemWhileAWindowHasEvents() {
    FeatureEngine grid = engine(new TriggerSpec.Every(10), millis(20), millis(10));
    EntityState entity = grid.newState();
    grid.accept(entity, event(3, "a", 1L), NONE);
    grid.accept(entity, event(10, "b", 2L), NONE);
    grid.accept(entity, event(57, "c", 4L), NONE);
    assertThat(grid.nextDue(entity)).isEqualTo(3);
    grid.pass(entity, 45, this::collect);
    assertThat(rows).containsExactly("@10:1/1", "@20:3/2", "@30:2/null");
    assertThat(grid.nextDue(entity)).isEqualTo(57);
    grid.pass(entity, 1000, this::collect);
    assertThat(rows.subList(3, rows.size())).containsExactly("@60:4/4", "@70:4/null");
  }

  @Test
  void aGridOverAllOfHistoryNeverEnds() {
    FeatureEngine grid = engine(new TriggerSpec.Every(10), Window.UNLIMITED, millis(10));
    EntityState entity = grid.newState();
    grid.accept(entity, event(3, "a", 1L), NONE);
    grid.pass(entity, 1000, this::collect);
    assertThat(rows).hasSize(100).last().isEqualTo("@1000:1/null");
  }

  @Test
  void onlyNamedEventsAskForRows() {
    TriggerSpec second = new TriggerSpec.OnEvent(List.of(TriggerSpec.OnEvent.NEVER, 1));
    FeaturePlan plan =
        new FeaturePlan(
            List.of(ValueType.BIGINT, ValueType.BOOLEAN),
            List.of(feature("sum", 0, ValueType.BIGINT, millis(10)), unlimitedSum()),
            second,
            0);
    FeatureEngine some = new FeatureEngine(plan, blocks);
    EntityState entity = some.newState();
    some.accept(
        entity, new EventArrival(1, EngineFixture.id("a"), 0, 0, 0, new Object[] {1L, null}), NONE);
    some.accept(
        entity, new EventArrival(2, EngineFixture.id("b"), 1, 0, 0, new Object[] {2L, true}), NONE);
    some.accept(
        entity,
        new EventArrival(3, EngineFixture.id("c"), 1, 0, 0, new Object[] {4L, false}),
        NONE);
    some.pass(entity, 100, this::collect);
    assertThat(rows).containsExactly("b:3/3");
  }

  @Test
  void anOverflowIsNeverARow() {
    pending(event(0, "a", Long.MAX_VALUE));
    pending(event(0, "b", 1L));
    assertThatThrownBy(() -> pass(0)).isInstanceOf(AggregateOverflowException.class);
    assertThat(rows).isEmpty();
  }

  private void pending(EventArrival event) {
    assertThat(engine.accept(state, event, state.lastPassed())).isEqualTo(ArrivalOutcome.PENDING);
  }

  private void pass(long upTo) {
    assertThat(engine.pass(state, upTo, this::collect)).isZero();
  }

  private void collect(long time, EventArrival trigger, Object[] values) {
    String by = trigger == null ? "@" + time : new String(trigger.id(), StandardCharsets.UTF_8);
    rows.add(by + ":" + values[0] + "/" + values[1]);
  }

  private FeatureEngine engine(TriggerSpec trigger, Window one, Window other) {
    List<FeatureSpec> features =
        List.of(
            feature("sum", 0, ValueType.BIGINT, one), feature("sum", 0, ValueType.BIGINT, other));
    long remember = trigger == TriggerSpec.EVERY_EVENT && other == Window.UNLIMITED ? 20 : 0;
    return new FeatureEngine(
        new FeaturePlan(List.of(ValueType.BIGINT), features, trigger, remember), blocks, 64);
  }

  private static FeatureSpec unlimitedSum() {
    return feature("sum", 0, ValueType.BIGINT, Window.UNLIMITED);
  }
}
