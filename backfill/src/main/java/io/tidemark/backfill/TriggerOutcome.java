package io.tidemark.backfill;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How it went for an event. */
enum TriggerOutcome {
  WRITTEN,
  LATE,
  WAITING,
  MISSING,
  REPEATED,
  EXTRA;

  private static final Comparator<TriggerFact> ARRIVAL =
      Comparator.comparingInt(TriggerFact::partition).thenComparingLong(TriggerFact::offset);

  /**
   * For each entity that the event, by its time, id and stream, is of.
   *
   * @param isFinal whether rows of its time are
   */
  static List<TriggerOutcome> of(List<TriggerFact> facts, boolean isFinal) {
    Map<ByteBuffer, List<TriggerFact>> entities = new LinkedHashMap<>();
    List<TriggerFact> late = new ArrayList<>();
    for (TriggerFact fact : facts) {
      List<TriggerFact> all =
          fact.kind() == TriggerFact.Kind.LATE
              ? late
              : entities.computeIfAbsent(ByteBuffer.wrap(fact.entity()), e -> new ArrayList<>());
      all.add(fact);
    }
    return entities.values().stream()
        .map(own -> of(own, late, isFinal))
        .flatMap(Optional::stream)
        .toList();
  }

  /** Empty where the event asks for nothing and has nothing. */
  private static Optional<TriggerOutcome> of(
      List<TriggerFact> own, List<TriggerFact> late, boolean isFinal) {
    List<TriggerFact> arrivals = own.stream().filter(TriggerFact::isEvent).sorted(ARRIVAL).toList();
    boolean asks = !arrivals.isEmpty() && arrivals.get(0).kind() == TriggerFact.Kind.ASKS;
    long rows = own.size() - arrivals.size();
    if (!isFinal) {
      return asks ? Optional.of(WAITING) : Optional.empty();
    }
    if (!asks) {
      return rows > 0 ? Optional.of(EXTRA) : Optional.empty();
    }
    if (rows > 0) {
      return Optional.of(rows == 1 ? WRITTEN : REPEATED);
    }
    boolean known = arrivals.stream().anyMatch(a -> late.stream().anyMatch(a::isAt));
    return Optional.of(known ? LATE : MISSING);
  }

  boolean isFault() {
    return this == MISSING || this == REPEATED || this == EXTRA;
  }
}
