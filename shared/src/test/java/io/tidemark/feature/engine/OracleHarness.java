package io.tidemark.feature.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.aggregate.AggregateOverflowException;
import java.util.ArrayList;
import java.util.List;

/** Runs {@link FeatureEngine} and {@link NaiveEntityOracle} side by side and compares them. */
final class OracleHarness {

  static final long END = 300;

  private static final int BLOCK_BYTES = 60;

  final List<NaiveEntityOracle.Row> rows = new ArrayList<>();
  private final FeaturePlan plan;
  private final NaiveEntityOracle oracle;
  private final List<EventArrival> arrived = new ArrayList<>();
  private final InMemoryBlockStore blocks = new InMemoryBlockStore();
  private FeatureEngine engine;
  private EntityState state;
  private int duplicates;
  private int compared;
  private boolean overflowed;
  private long watermark = Long.MIN_VALUE;
  private long progress = -60;

  OracleHarness(FeaturePlan plan) {
    this.plan = plan;
    this.oracle = new NaiveEntityOracle(plan);
    this.engine = new FeatureEngine(plan, blocks, BLOCK_BYTES);
    this.state = engine.newState();
  }

  /** Takes all steps and passes all times, up to a value that does not fit its type. */
  static void check(OracleCase sample) {
    OracleHarness run = new OracleHarness(sample.plan());
    for (OracleAction step : sample.steps()) {
      if (!run.overflowed) {
        run.step(step);
      }
    }
    if (!run.overflowed) {
      run.watermark(END);
    }
  }

  private void step(OracleAction step) {
    if (step instanceof OracleAction.Arrive arrive) {
      accept(at(arrive.event().time() + progress, arrive.event(), arrive.event()));
    } else if (step instanceof OracleAction.Again again) {
      if (again.back() < arrived.size()) {
        EventArrival event = arrived.get(arrived.size() - 1 - again.back());
        accept(at(event.time(), event, again.arrival()));
      }
    } else if (step instanceof OracleAction.Watermark moved) {
      progress += moved.ahead();
      watermark(progress);
    } else if (step instanceof OracleAction.Forget) {
      forget();
    } else {
      byte[] bytes = engine.write(state);
      engine = new FeatureEngine(plan, blocks, BLOCK_BYTES);
      state = engine.read(bytes);
    }
  }

  private void forget() {
    if (watermark == Long.MIN_VALUE) {
      return;
    }
    oracle.forget(watermark);
    if (engine.forget(state, watermark)) {
      assertThat(blocks.size()).isZero();
      state = engine.newState();
      oracle.removed();
    }
  }

  /** Offsets differ, as they do in a partition. */
  private EventArrival at(long time, EventArrival event, EventArrival arrival) {
    return new EventArrival(
        time,
        event.id(),
        event.stream(),
        arrival.partition(),
        arrival.offset() * 1000 + arrived.size(),
        arrival.values());
  }

  void accept(EventArrival event) {
    arrived.add(event);
    assertThat(engine.accept(state, event, watermark)).isEqualTo(oracle.accept(event, watermark));
  }

  void watermark(long time) {
    watermark = time;
    boolean tooLarge = overflowsInEngine(time);
    overflowed = overflowsInOracle(time);
    assertThat(tooLarge).as("a value that does not fit its type").isEqualTo(overflowed);
    compareRows();
    if (!overflowed) {
      assertThat(duplicates).as("duplicates").isEqualTo(oracle.duplicates);
    }
  }

  private boolean overflowsInEngine(long time) {
    try {
      duplicates +=
          engine.pass(state, time, (t, e, row) -> rows.add(NaiveEntityOracle.Row.of(t, e, row)));
      return false;
    } catch (AggregateOverflowException e) {
      return true;
    }
  }

  private boolean overflowsInOracle(long time) {
    try {
      oracle.watermark(time);
      return false;
    } catch (ArithmeticException e) {
      return true;
    }
  }

  private void compareRows() {
    int both = Math.min(rows.size(), oracle.rows.size());
    for (; compared < both; compared++) {
      compare(rows.get(compared), oracle.rows.get(compared));
    }
    assertThat(rows.stream().skip(both).map(NaiveEntityOracle.Row::place))
        .as("further rows")
        .containsExactlyElementsOf(
            oracle.rows.stream().skip(both).map(NaiveEntityOracle.Row::place).toList());
  }

  private void compare(NaiveEntityOracle.Row row, NaiveEntityOracle.Row expected) {
    assertThat(row.place()).as("row").isEqualTo(expected.place());
    for (int i = 0; i < plan.features().size(); i++) {
      Object value = row.values().get(i);
      Object right = expected.values().get(i);
      if (!ToleranceRule.allows(right, value)) {
        throw new AssertionError(
            OracleCase.text(plan.features().get(i))
                + (" is "
                    + NaiveValueComparator.text(value)
                    + " and not "
                    + NaiveValueComparator.text(right))
                + (" in the row " + row.place()));
      }
    }
  }
}
