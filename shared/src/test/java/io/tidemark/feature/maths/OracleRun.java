package io.tidemark.feature.maths;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.aggregate.AggregateOverflowException;
import java.util.ArrayList;
import java.util.List;

/** The product and the oracle side by side. */
final class OracleRun {

  static final long END = 300;

  private static final int BLOCK_BYTES = 60;

  final List<NaiveEntity.Row> rows = new ArrayList<>();
  private final FeaturePlan plan;
  private final NaiveEntity oracle;
  private final List<Arrival> arrived = new ArrayList<>();
  private final MapBlocks blocks = new MapBlocks();
  private FeatureEngine engine;
  private EntityState state;
  private int duplicates;
  private int compared;
  private boolean overflowed;
  private long watermark = Long.MIN_VALUE;
  private long progress = -60;

  OracleRun(FeaturePlan plan) {
    this.plan = plan;
    this.oracle = new NaiveEntity(plan);
    this.engine = new FeatureEngine(plan, blocks, BLOCK_BYTES);
    this.state = engine.newState();
  }

  /** Takes all steps and passes all times, up to a value that does not fit its type. */
  static void check(OracleCase sample) {
    OracleRun run = new OracleRun(sample.plan());
    for (Step step : sample.steps()) {
      if (!run.overflowed) {
        run.step(step);
      }
    }
    if (!run.overflowed) {
      run.watermark(END);
    }
  }

  private void step(Step step) {
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
  private Arrival at(long time, Arrival event, Arrival arrival) {
    return new Arrival(
        time,
        event.id(),
        event.stream(),
        arrival.partition(),
        arrival.offset() * 1000 + arrived.size(),
        arrival.values());
  }

  void accept(Arrival event) {
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
          engine.pass(state, time, (t, e, row) -> rows.add(NaiveEntity.Row.of(t, e, row)));
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
    assertThat(rows.stream().skip(both).map(NaiveEntity.Row::place))
        .as("further rows")
        .containsExactlyElementsOf(
            oracle.rows.stream().skip(both).map(NaiveEntity.Row::place).toList());
  }

  private void compare(NaiveEntity.Row row, NaiveEntity.Row expected) {
    assertThat(row.place()).as("row").isEqualTo(expected.place());
    for (int i = 0; i < plan.features().size(); i++) {
      Object value = row.values().get(i);
      Object right = expected.values().get(i);
      if (!Near.allows(right, value)) {
        throw new AssertionError(
            OracleCase.text(plan.features().get(i))
                + (" is " + NaiveValues.text(value) + " and not " + NaiveValues.text(right))
                + (" in the row " + row.place()));
      }
    }
  }
}
