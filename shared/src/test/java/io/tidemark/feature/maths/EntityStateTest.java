package io.tidemark.feature.maths;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.definition.AggregateFunction;
import io.tidemark.definition.Window;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class EntityStateTest {

  /** A state of format 1; to be read by all later versions. */
  private static final String FORMAT_1 =
      "010000000000000003010802630204d80404040d0008027807040200c8020302610204d80404040a"
          + "063fb999999999999a08027807040200960a08f09f98800204d80404041206c376345785d8a00008"
          + "02790001050102020002010e0302011f059800000099999999ffff999915e176270000058d040208"
          + "0278010802790105010a030261020704020096";

  private static final FeaturePlan PLAN =
      new FeaturePlan(
          List.of(
              feature(AggregateFunction.COUNT, -1, null),
              feature(AggregateFunction.SUM, 0, ValueType.BIGINT),
              feature(AggregateFunction.SUM, 1, ValueType.DOUBLE),
              feature(AggregateFunction.COUNT_DISTINCT, 2, ValueType.STRING),
              feature(AggregateFunction.LAST, 3, ValueType.decimal(2)),
              new FeatureSpec(
                  AggregateFunction.MIN,
                  0,
                  -1,
                  -1,
                  Window.of(Duration.ofMillis(5)),
                  ValueType.BIGINT)),
          5);

  @Test
  void formatIsStable() {
    assertThat(HexFormat.of().formatHex(Bytes.of(sample()::write))).isEqualTo(FORMAT_1);
  }

  @Test
  void storedStatesGoOn() {
    EntityState state = Bytes.read(HexFormat.of().parseHex(FORMAT_1), EntityState::read);
    assertThat(lastRow(state)).isEqualTo(lastRow(sample()));
    assertThat(Bytes.of(state::write)).isEqualTo(Bytes.of(afterLastRow()::write));
  }

  @Test
  void copiesGoOnAlone() {
    EntityState state = sample();
    byte[] before = Bytes.of(state::write);
    assertThat(lastRow(state.copy())).isEqualTo(lastRow(sample()));
    assertThat(Bytes.of(state::write)).isEqualTo(before);
  }

  @Test
  void unknownFormatIsNamed() {
    assertThatThrownBy(() -> Bytes.read(new byte[] {7}, EntityState::read))
        .hasMessageContaining("has format 7, this version reads format 1 only");
  }

  @Test
  void anotherPlanIsRefused() {
    List<FeatureSpec> fewer = PLAN.features().subList(1, 6);
    assertThatThrownBy(() -> lastRow(sample(), new FeaturePlan(fewer, 5)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("holds 5 aggregates over all history, the plan has 4");
    List<FeatureSpec> other = new ArrayList<>(PLAN.features());
    other.set(4, feature(AggregateFunction.FIRST, 3, ValueType.decimal(2)));
    assertThatThrownBy(() -> lastRow(sample(), new FeaturePlan(other, 5)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("holds Extreme where FeatureSpec[function=FIRST");
  }

  @Test
  void anotherBoundedWindowIsTakenUp() {
    List<FeatureSpec> other = new ArrayList<>(PLAN.features());
    Window window = Window.of(Duration.ofMillis(2));
    other.set(5, new FeatureSpec(AggregateFunction.MIN, 0, -1, -1, window, ValueType.BIGINT));
    assertThat(lastRow(sample(), new FeaturePlan(other, 5))).endsWith(-7L);
  }

  @Test
  void emptyIsWhatKeepsNothing() {
    EntityState state = new EntityState();
    assertThat(state.isEmpty()).isTrue();
    assertThat(Bytes.read(Bytes.of(state::write), EntityState::read).isEmpty()).isTrue();
    assertThat(sample().isEmpty()).isFalse();
    assertThat(state.copy().lastPassed()).isEqualTo(Long.MIN_VALUE);
  }

  @Test
  void aBoundedEntityEmptiesAsTimePasses() {
    EntityState state = new EntityState();
    FeatureEngine engine = new FeatureEngine(new FeaturePlan(PLAN.features().subList(5, 6), 0));
    engine.accept(state, event(0, "a", 1L), Long.MIN_VALUE);
    engine.pass(state, 0, (trigger, values) -> {});
    assertThat(state.isEmpty()).isFalse();
    engine.pass(state, 6, (trigger, values) -> {});
    assertThat(state.isEmpty()).isTrue();
  }

  private static EntityState sample() {
    FeatureEngine engine = new FeatureEngine(PLAN);
    EntityState state = new EntityState();
    engine.accept(state, event(-2, "a", 5L, 0.1, "x", new BigDecimal("1.50")), Long.MIN_VALUE);
    engine.accept(state, event(3, "\uD83D\uDE00", 9L, -1e17, "y", null), Long.MIN_VALUE);
    engine.accept(state, event(4, "c", -7L, null, "x", new BigDecimal("2.00")), Long.MIN_VALUE);
    engine.pass(state, -2, (trigger, values) -> {});
    engine.pass(state, 3, (trigger, values) -> {});
    return state;
  }

  private static EntityState afterLastRow() {
    EntityState state = sample();
    lastRow(state);
    return state;
  }

  private static List<Object> lastRow(EntityState state) {
    return lastRow(state, PLAN);
  }

  private static List<Object> lastRow(EntityState state, FeaturePlan plan) {
    List<Object> row = new ArrayList<>();
    new FeatureEngine(plan).pass(state, 4, (trigger, values) -> row.addAll(Arrays.asList(values)));
    return row;
  }

  private static FeatureSpec feature(AggregateFunction function, int slot, ValueType type) {
    return new FeatureSpec(function, slot, -1, -1, Window.UNLIMITED, type);
  }

  private static Event event(long time, String id, Object... values) {
    return new Event(time, id, 1, 2, 300, values);
  }
}
