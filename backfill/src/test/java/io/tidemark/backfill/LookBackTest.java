package io.tidemark.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.definition.FeatureSet;
import io.tidemark.definition.Pipeline;
import io.tidemark.definition.parser.FeatureSetBuilder;
import io.tidemark.definition.parser.PipelineBuilder;
import io.tidemark.feature.SlotPlan;
import io.tidemark.feature.engine.BlockStore;
import io.tidemark.feature.engine.EntityState;
import io.tidemark.feature.engine.EventArrival;
import io.tidemark.feature.engine.FeatureEngine;
import io.tidemark.lake.TimeRange;
import io.tidemark.pipeline.LookBackRanges;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ranges of the past that the rows of a range need, and no less. */
class LookBackTest {

  private static final long HOUR = Duration.ofHours(1).toMillis();

  @ParameterizedTest
  @CsvSource({
    "1 h, 2026-03-02T00:00:00Z, 2026-03-01T23:00:00Z",
    "90 min, 2026-03-02T00:00:00.001Z, 2026-03-01T22:30:00.001Z",
    "1 d step 1 h, 2026-03-02T00:00:00Z, 2026-03-01T00:00:00Z",
    "1 d step 1 h, 2026-03-02T00:30:00Z, 2026-03-01T00:00:00Z",
    "1 d step 1 h, 2026-03-01T23:59:59.999Z, 2026-02-28T23:00:00Z",
    "1 h step 1 h, 1969-12-31T23:30:00Z, 1969-12-31T22:00:00Z"
  })
  void aWindowReachesToItsTailAtTheFirstMoment(String window, Instant from, Instant tail) {
    TimeRange rows = new TimeRange("event_time", from, from.plusSeconds(1));
    TimeRange events = LookBackRanges.of(set(window), rows);
    assertThat(Instant.ofEpochMilli(events.from())).isEqualTo(tail);
    assertThat(events.to()).isEqualTo(rows.to());
  }

  @Test
  void theLongestWindowCounts() {
    TimeRange rows = new TimeRange("event_time", 10 * HOUR, 11 * HOUR);
    assertThat(LookBackRanges.of(set("1 h", "3 h", "2 h step 30 min"), rows).from())
        .isEqualTo(7 * HOUR);
  }

  @Test
  void rowsOnAGridLookAsFarBackAsRowsAtEvents() {
    Pipeline grid =
        shop(f -> f.trigger("every 30 min").aggregate("n", "count(*)", a -> a.window("1 h")));
    TimeRange rows = new TimeRange("event_time", 10 * HOUR, 11 * HOUR);
    assertThat(LookBackRanges.of(grid.featureSets().get(0), rows))
        .isEqualTo(new TimeRange("event_time", 9 * HOUR, 11 * HOUR));
  }

  @Test
  void allOfHistoryIsAllOfHistory() {
    TimeRange rows = new TimeRange("event_time", 10 * HOUR, 11 * HOUR);
    assertThat(LookBackRanges.of(set("1 h", null), rows).from()).isEqualTo(Long.MIN_VALUE);
    assertThat(LookBackRanges.of(set("1 h"), TimeRange.always("event_time")).from())
        .isEqualTo(Long.MIN_VALUE);
  }

  @Test
  void aRangeIsTheSameFromItsLookBackAsFromTheBeginning() {
    Random random = new Random(20260302);
    String[] windows = {"1 h", "7 min", "3 h step 30 min", "2 h step 1 h", "1 ms", null};
    for (int round = 0; round < 300; round++) {
      FeatureSet set =
          set(windows[random.nextInt(windows.length)], windows[random.nextInt(windows.length)]);
      long from = random.nextLong(12 * HOUR);
      TimeRange range = new TimeRange("event_time", from, from + 1 + random.nextLong(4 * HOUR));
      List<EventArrival> events = events(random, 200);
      assertThat(rows(set, events, LookBackRanges.of(set, range), range))
          .as(set + " in " + range)
          .isEqualTo(rows(set, events, TimeRange.always("event_time"), range));
    }
  }

  /** Half of the times are on borders of minutes, where windows begin and end. */
  private static List<EventArrival> events(Random random, int count) {
    List<EventArrival> events = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      long time = random.nextLong(16 * HOUR);
      time = random.nextBoolean() ? time : time / 60_000 * 60_000;
      events.add(new EventArrival(time, id(random.nextInt(count)), 0, 0, i, new Object[0]));
    }
    return events;
  }

  private static List<String> rows(
      FeatureSet set, List<EventArrival> events, TimeRange read, TimeRange range) {
    FeatureEngine engine =
        new FeatureEngine(SlotPlan.of(set).features(), new Blocks(new TreeMap<>()));
    EntityState state = engine.newState();
    List<String> rows = new ArrayList<>();
    events.stream()
        .filter(e -> read.contains(e.time()))
        .forEach(e -> engine.accept(state, e, Long.MIN_VALUE));
    engine.pass(
        state,
        Long.MAX_VALUE,
        (time, event, values) -> {
          if (range.contains(time)) {
            rows.add(time + Arrays.toString(event.id()) + Arrays.toString(values));
          }
        });
    return rows;
  }

  private static byte[] id(int number) {
    return ("e" + number).getBytes(StandardCharsets.UTF_8);
  }

  private record Blocks(Map<Long, byte[]> blocks) implements BlockStore {
    @Override
    public byte[] get(long number) {
      return blocks.get(number);
    }

    @Override
    public void put(long number, byte[] bytes) {
      blocks.put(number, bytes);
    }

    @Override
    public void remove(long number) {
      blocks.remove(number);
    }
  }

  private static Pipeline shop(Consumer<FeatureSetBuilder> columns) {
    return PipelineBuilder.named("shop").stream(
            "activity",
            s ->
                s.topic("shop.activity")
                    .column("event_id", "STRING NOT NULL")
                    .column("occurred_at", "TIMESTAMP_LTZ(3) NOT NULL")
                    .column("customer_id", "BIGINT NOT NULL")
                    .id("event_id")
                    .time("occurred_at"))
        .features("customer", f -> columns.accept(f.entity("customer_id").from("activity")))
        .build();
  }

  private static FeatureSet set(String... windows) {
    return shop(f -> addCounts(f, windows)).featureSets().get(0);
  }

  private static void addCounts(FeatureSetBuilder set, String... windows) {
    for (int i = 0; i < windows.length; i++) {
      String window = windows[i];
      set.aggregate("n" + i, "count(*)", a -> Optional.ofNullable(window).ifPresent(a::window));
    }
  }
}
