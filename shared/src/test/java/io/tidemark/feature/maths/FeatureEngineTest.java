package io.tidemark.feature.maths;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.definition.AggregateFunction;
import io.tidemark.definition.Window;
import io.tidemark.feature.maths.FeatureEngine.Arrival;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FeatureEngineTest {

  private static final long NONE = Long.MIN_VALUE;

  private final FeatureEngine engine =
      new FeatureEngine(
          new FeaturePlan(
              List.of(sum(Window.of(Duration.ofMillis(10))), sum(Window.UNLIMITED)), 20));
  private final EntityState state = new EntityState();
  private final List<String> rows = new ArrayList<>();

  @Test
  void bothBordersOfAWindowAreInIt() {
    pending(event(0, "a", 1));
    pending(event(10, "b", 2));
    pending(event(11, "c", 4));
    pass(0, 10, 11);
    assertThat(rows).containsExactly("a:1/1", "b:3/3", "c:6/7");
  }

  @Test
  void eventsOfOneMillisecondSeeEachOtherInTheOrderOfIds() {
    pending(event(5, "\uD83D\uDE00", 1));
    pending(event(5, "\uFF5E", 2));
    pass(5);
    assertThat(rows).containsExactly("\uFF5E:3/3", "\uD83D\uDE00:3/3");
  }

  @Test
  void ofTheArrivalsOfAnEventTheOneOfLowestPartitionAndOffsetCounts() {
    pending(new Event(5, "a", 0, 1, 0, new Object[] {1L}));
    pending(new Event(5, "a", 0, 0, 9, new Object[] {2L}));
    pending(new Event(5, "a", 0, 0, 8, new Object[] {4L}));
    assertThat(engine.pass(state, 5, this::collect)).isEqualTo(2);
    assertThat(rows).containsExactly("a:4/4");
    assertThat(engine.accept(state, new Event(5, "a", 0, 0, 0, new Object[] {8L}), 5))
        .isEqualTo(Arrival.DUPLICATE);
  }

  @Test
  void aLateEventIsInAllLaterRows() {
    pending(event(100, "a", 1));
    pass(100);
    assertThat(engine.accept(state, event(95, "late", 2), 100)).isEqualTo(Arrival.LATE);
    assertThat(engine.accept(state, event(95, "late", 2), 100)).isEqualTo(Arrival.DUPLICATE);
    assertThat(engine.accept(state, event(80, "later", 4), 100)).isEqualTo(Arrival.LATE);
    assertThat(engine.accept(state, event(79, "too late", 8), 100)).isEqualTo(Arrival.FORGOTTEN);
    pending(event(105, "b", 16));
    pending(event(106, "c", 32));
    pass(105, 106);
    assertThat(rows).containsExactly("a:1/1", "b:19/23", "c:49/55");
  }

  @Test
  void aLateEventAheadOfTheLastRowWaitsInTheLog() {
    pending(event(0, "a", 1));
    pass(0);
    assertThat(engine.accept(state, event(50, "late", 2), 1000)).isEqualTo(Arrival.LATE);
    assertThat(engine.accept(state, event(55, "after a restart", 4), NONE))
        .isEqualTo(Arrival.PENDING);
    assertThat(engine.accept(state, event(50, "late", 2), NONE)).isEqualTo(Arrival.DUPLICATE);
    pass(55);
    assertThat(rows).containsExactly("a:1/1", "after a restart:6/7");
  }

  @Test
  void aNewEntityRemembersBackFromTheWatermark() {
    assertThat(engine.accept(state, event(79, "a", 1), 100)).isEqualTo(Arrival.FORGOTTEN);
    assertThat(engine.accept(state, event(80, "b", 2), 100)).isEqualTo(Arrival.LATE);
    pending(event(101, "c", 4));
    pass(101);
    assertThat(rows).containsExactly("c:4/6");
  }

  @Test
  void anArrivalOfAPendingEventIsPendingEvenBehindTheWatermark() {
    pending(event(5, "a", 1));
    assertThat(engine.accept(state, event(5, "a", 1), 5)).isEqualTo(Arrival.PENDING);
    assertThat(engine.pass(state, 5, this::collect)).isEqualTo(1);
    assertThat(rows).containsExactly("a:1/1");
  }

  @Test
  void theLogForgetsWhatNoWindowAndNoDuplicateNeeds() {
    for (long time = 0; time < 1000; time++) {
      pending(event(time, "e", 1));
      pass(time);
    }
    assertThat(state.loggedEvents()).isEqualTo(21);
    assertThat(state.pendingArrivals()).isZero();
    assertThat(state.lastPassed()).isEqualTo(999);
    assertThat(rows).last().isEqualTo("e:11/1000");
  }

  @Test
  void timesArePassedInOrder() {
    pending(event(5, "a", 1));
    assertThatThrownBy(() -> pass(6)).hasMessageContaining("an event pending at 5");
    pass(5);
    assertThatThrownBy(() -> pass(5)).hasMessageContaining("cannot pass 5 after 5");
  }

  @Test
  void anOverflowIsNeverARow() {
    pending(event(0, "a", Long.MAX_VALUE));
    pending(event(0, "b", 1));
    assertThatThrownBy(() -> pass(0)).isInstanceOf(FeatureOverflowException.class);
    assertThat(rows).isEmpty();
  }

  private void pending(Event event) {
    assertThat(engine.accept(state, event, NONE)).isEqualTo(Arrival.PENDING);
  }

  private void pass(long... times) {
    for (long time : times) {
      assertThat(engine.pass(state, time, this::collect)).isZero();
    }
  }

  private void collect(Event trigger, Object[] values) {
    rows.add(trigger.id() + ":" + values[0] + "/" + values[1]);
  }

  private static FeatureSpec sum(Window window) {
    return new FeatureSpec(AggregateFunction.SUM, 0, -1, -1, window, ValueType.BIGINT);
  }

  private static Event event(long time, String id, long value) {
    return new Event(time, id, 0, 0, 0, new Object[] {value});
  }
}
