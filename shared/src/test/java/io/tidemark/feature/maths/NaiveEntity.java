package io.tidemark.feature.maths;

import io.tidemark.feature.maths.FeatureEngine.Arrival;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What an entity's rows ought to be, by looking at all events for each row. */
final class NaiveEntity {

  /** A row as both sides are compared: its trigger's arrival and its values. */
  record Row(long time, String id, int stream, int partition, long offset, List<Object> values) {

    static Row of(Event e, Object[] values) {
      List<Object> comparable = new ArrayList<>();
      for (Object value : values) {
        comparable.add(value instanceof byte[] bytes ? NaiveFeature.hex(bytes) : value);
      }
      return new Row(e.time(), e.id(), e.stream(), e.partition(), e.offset(), comparable);
    }
  }

  final List<Row> rows = new ArrayList<>();
  int duplicates;
  private final FeaturePlan plan;
  private final List<Event> counted = new ArrayList<>();
  private List<Event> pending = new ArrayList<>();
  private Long lastPassed;

  NaiveEntity(FeaturePlan plan) {
    this.plan = plan;
  }

  Arrival accept(Event event, long watermark) {
    long horizon = lastPassed == null ? watermark : lastPassed;
    boolean known = counted.stream().anyMatch(e -> same(e, event) && isKept(e));
    if (known) {
      return Arrival.DUPLICATE;
    }
    if (event.time() > watermark && (lastPassed == null || event.time() > lastPassed)) {
      pending.add(event);
      return Arrival.PENDING;
    }
    if (event.time() < oldestKept(horizon)) {
      return Arrival.FORGOTTEN;
    }
    counted.add(event);
    return Arrival.LATE;
  }

  void watermark(long time) {
    pending.stream()
        .map(Event::time)
        .filter(t -> t <= time)
        .distinct()
        .sorted()
        .forEach(this::pass);
  }

  private void pass(long time) {
    List<Event> triggers = new ArrayList<>();
    for (Event event : pending) {
      boolean beaten =
          pending.stream().anyMatch(other -> same(other, event) && arrivedBefore(other, event));
      if (event.time() == time && !beaten) {
        triggers.add(event);
      } else if (event.time() == time) {
        duplicates++;
      }
    }
    pending = new ArrayList<>(pending.stream().filter(e -> e.time() != time).toList());
    counted.addAll(triggers);
    lastPassed = time;
    triggers.sort(
        Comparator.comparing((Event e) -> NaiveFeature.utf8(e.id())).thenComparing(Event::stream));
    for (Event trigger : triggers) {
      Object[] values =
          plan.features().stream().map(f -> NaiveFeature.value(f, time, counted)).toArray();
      rows.add(Row.of(trigger, values));
    }
  }

  private boolean isKept(Event event) {
    return lastPassed == null || event.time() >= oldestKept(lastPassed);
  }

  private long oldestKept(long time) {
    long oldest = time - plan.remember();
    for (FeatureSpec feature : plan.features()) {
      if (feature.window().length().isPresent()) {
        oldest = Math.min(oldest, NaiveFeature.tail(feature.window(), time));
      }
    }
    return oldest;
  }

  private static boolean same(Event a, Event b) {
    return a.time() == b.time() && a.stream() == b.stream() && a.id().equals(b.id());
  }

  private static boolean arrivedBefore(Event a, Event b) {
    return a.partition() < b.partition()
        || a.partition() == b.partition() && a.offset() < b.offset();
  }
}
