package io.tidemark.feature.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * Oracle of {@link FeatureEngine}: an entity's rows by looking at all events for each row, with
 * {@link NaiveFeatureEvaluator}.
 */
final class NaiveEntityOracle {

  /** A row: its trigger's arrival, if it has one, and its values. */
  record Row(long time, String id, int stream, int partition, long offset, List<Object> values) {

    static Row of(long time, EventArrival e, Object[] values) {
      return e == null
          ? new Row(time, "", -1, -1, -1, Arrays.asList(values))
          : new Row(
              time,
              NaiveValueComparator.hex(e.id()),
              e.stream(),
              e.partition(),
              e.offset(),
              Arrays.asList(values));
    }

    /** The row without its values. */
    String place() {
      return String.format("%d %s %d %d %d", time, id, stream, partition, offset);
    }
  }

  final List<Row> rows = new ArrayList<>();
  int duplicates;
  private final FeaturePlan plan;
  private final List<EventArrival> counted = new ArrayList<>();
  private List<EventArrival> pending = new ArrayList<>();
  private Long lastPassed;
  private long grid = -200;

  NaiveEntityOracle(FeaturePlan plan) {
    this.plan = plan;
  }

  ArrivalOutcome accept(EventArrival event, long watermark) {
    long passed = lastPassed == null ? watermark : Math.max(watermark, lastPassed);
    if (event.time() > passed) {
      pending.add(event);
      return ArrivalOutcome.PENDING;
    }
    if (event.time() < oldestKept(lastPassed == null ? watermark : lastPassed)) {
      return ArrivalOutcome.FORGOTTEN;
    }
    for (EventArrival again : counted) {
      if (same(again, event)) {
        boolean alike = Arrays.deepEquals(again.values(), event.values());
        return alike ? ArrivalOutcome.DUPLICATE : ArrivalOutcome.CONFLICTING;
      }
    }
    counted.add(event);
    lastPassed = passed;
    return ArrivalOutcome.LATE;
  }

  void removed() {
    lastPassed = null;
  }

  void forget(long watermark) {
    lastPassed = lastPassed == null ? null : (Long) Math.max(lastPassed, watermark);
  }

  void watermark(long time) {
    plan.trigger()
        .accept(
            new TriggerSpec.Visitor<Void>() {
              @Override
              public Void onEvent(TriggerSpec.OnEvent trigger) {
                pending.stream()
                    .map(EventArrival::time)
                    .filter(t -> t <= time)
                    .distinct()
                    .sorted()
                    .forEach(t -> eventRows(trigger, t, events(t)));
                return null;
              }

              @Override
              public Void every(TriggerSpec.Every trigger) {
                for (long t = grid; t <= time; t++) {
                  if (Math.floorMod(t, trigger.step()) == 0) {
                    gridPoint(t);
                  }
                  events(t);
                }
                grid = Math.max(grid, time + 1);
                return null;
              }
            });
  }

  private void gridPoint(long time) {
    List<EventArrival> before = counted.stream().filter(e -> e.time() < time).toList();
    boolean seen =
        plan.features().stream()
            .map(FeatureSpec::window)
            .anyMatch(
                w ->
                    before.stream().anyMatch(e -> e.time() >= NaiveFeatureEvaluator.tail(w, time)));
    if (seen) {
      rows.add(Row.of(time, null, values(time, before)));
      lastPassed = time;
    }
  }

  /** Counts the events of that time; those that are no duplicates. */
  private List<EventArrival> events(long time) {
    List<EventArrival> first = new ArrayList<>();
    for (EventArrival event : pending) {
      boolean beaten =
          pending.stream().anyMatch(other -> same(other, event) && arrivedBefore(other, event));
      if (event.time() == time && !beaten) {
        first.add(event);
      } else if (event.time() == time) {
        duplicates++;
      }
    }
    pending = new ArrayList<>(pending.stream().filter(e -> e.time() != time).toList());
    counted.addAll(first);
    if (!first.isEmpty()) {
      lastPassed = time;
    }
    return first;
  }

  private void eventRows(TriggerSpec.OnEvent on, long time, List<EventArrival> events) {
    events.stream()
        .filter(e -> asks(on, e))
        .sorted(
            Comparator.comparing((EventArrival e) -> NaiveValueComparator.hex(e.id()))
                .thenComparing(EventArrival::stream))
        .forEach(e -> rows.add(Row.of(time, e, values(time, counted))));
  }

  private static boolean asks(TriggerSpec.OnEvent on, EventArrival event) {
    if (on.conditions().isEmpty()) {
      return true;
    }
    int slot = on.conditions().get(event.stream());
    return slot == TriggerSpec.OnEvent.ALWAYS
        || slot >= 0 && Objects.equals(event.values()[slot], true);
  }

  private Object[] values(long time, List<EventArrival> events) {
    return plan.features().stream()
        .map(f -> NaiveFeatureEvaluator.value(f, time, events))
        .toArray();
  }

  private long oldestKept(long time) {
    long oldest = time - plan.remember();
    for (FeatureSpec feature : plan.features()) {
      if (feature.window().length().isPresent()) {
        oldest = Math.min(oldest, NaiveFeatureEvaluator.tail(feature.window(), time));
      }
    }
    return oldest;
  }

  private static boolean same(EventArrival a, EventArrival b) {
    return a.time() == b.time() && a.stream() == b.stream() && Arrays.equals(a.id(), b.id());
  }

  private static boolean arrivedBefore(EventArrival a, EventArrival b) {
    return a.partition() < b.partition()
        || a.partition() == b.partition() && a.offset() < b.offset();
  }
}
